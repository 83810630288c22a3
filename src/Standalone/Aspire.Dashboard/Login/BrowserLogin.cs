using System.Security.Claims;
using Aspire.Dashboard.Otlp.Transport;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Aspire.Dashboard.Login;

/// <summary>Lets a browser in that brings the token of this run, and remembers it by a cookie.</summary>
internal static class BrowserLogin
{
    public const string Path = "/login";
    private const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    public static void AddBrowserLogin(this IServiceCollection services, bool isRequired)
    {
        services.AddAuthentication(Scheme).AddCookie(cookie =>
        {
            cookie.LoginPath = Path;
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.ExpireTimeSpan = TimeSpan.FromDays(3);
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Strict;
            cookie.CookieManager = new PortCookies();
            cookie.Events.OnRedirectToLogin = AnswerUnknownAsync;
        });
        services.AddAuthorization(authorization => authorization.FallbackPolicy = isRequired
            ? new AuthorizationPolicyBuilder(Scheme).RequireAuthenticatedUser().Build()
            : null);
    }

    public static void MapBrowserLogin(this IEndpointRouteBuilder routes, string? token)
    {
        if (token is null)
        {
            return;
        }

        var key = new ApiKey(token);
        routes.MapGet(Path, (HttpContext context, [FromQuery] string? t, [FromQuery] string? returnUrl) =>
            t is null ? Task.FromResult<IResult>(ShowForm(returnUrl, isRefused: false)) : EnterAsync(context, key, t, returnUrl)).AllowAnonymous();
        routes.MapPost(Path, (HttpContext context, [FromForm] string? token, [FromForm] string? returnUrl) =>
            EnterAsync(context, key, token, returnUrl)).AllowAnonymous();
    }

    private static async Task<IResult> EnterAsync(HttpContext context, ApiKey key, string? token, string? returnUrl)
    {
        if (!key.Fits(token ?? ""))
        {
            return ShowForm(returnUrl, isRefused: true);
        }

        var browser = new ClaimsIdentity([new Claim(ClaimTypes.Name, "browser")], Scheme);
        await context.SignInAsync(Scheme, new ClaimsPrincipal(browser), new AuthenticationProperties { IsPersistent = true }).ConfigureAwait(false);

        // The token stays in no history of the page that is shown, and in no address that it sends.
        return TypedResults.LocalRedirect(LocalOrHome(returnUrl));
    }

    private static RazorComponentResult<LoginPage> ShowForm(string? returnUrl, bool isRefused) => new RazorComponentResult<LoginPage>(
        new Dictionary<string, object?> { [nameof(LoginPage.ReturnUrl)] = LocalOrHome(returnUrl), [nameof(LoginPage.IsRefused)] = isRefused })
    {
        StatusCode = isRefused ? StatusCodes.Status401Unauthorized : StatusCodes.Status200OK,
    };

    private static string LocalOrHome(string? url)
        => url is ['/'] or ['/', not ('/' or '\\'), ..] && !url.AsSpan().ContainsAnyInRange('\0', '\u001f') ? url : "/";

    // A page that is open has no use for the form as an answer to what its script asks.
    private static Task AnswerUnknownAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (HttpMethods.IsGet(context.Request.Method) && !context.Request.Path.StartsWithSegments("/_blazor", StringComparison.Ordinal))
        {
            context.Response.Redirect(context.RedirectUri);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }

        return Task.CompletedTask;
    }
}
