namespace Aspire.Dashboard.Server;

/// <summary>What each answer tells the browser not to do, and what is not answered at all.</summary>
internal static class SecurityHeaders
{
    // Styles that components set on elements, such as the height of a spacer, count as inline; scripts never are.
    private const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";

        // 'no-referrer' would also take the origin from the login form, by which it is told from the forms of others.
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";

        return IsFromElsewhere(context.Request) ? RefuseAsync(context) : next(context);
    });

    // Programs of the same machine are one site to the browser, whatever their port: the cookie alone would let their pages in.
    private static bool IsFromElsewhere(HttpRequest request)
        => request.Headers.Origin is [{ Length: > 0 } origin]
            && (!HttpMethods.IsGet(request.Method) || request.Headers.Upgrade.Count > 0)
            && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsync("This request comes from another site.", context.RequestAborted);
    }
}
