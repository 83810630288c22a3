using System.Globalization;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Aspire.Dashboard.Login;

/// <summary>Browsers send cookies to all ports of a machine: the name tells the dashboards of several applications apart.</summary>
internal sealed class PortCookies : ICookieManager
{
    private readonly ChunkingCookieManager _inner = new();

    public string? GetRequestCookie(HttpContext context, string key) => _inner.GetRequestCookie(context, Name(context));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options)
        => _inner.AppendResponseCookie(context, Name(context), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => _inner.DeleteCookie(context, Name(context), options);

    private static string Name(HttpContext context)
        => string.Create(CultureInfo.InvariantCulture, $"AspireDashboard.{context.Connection.LocalPort}");
}
