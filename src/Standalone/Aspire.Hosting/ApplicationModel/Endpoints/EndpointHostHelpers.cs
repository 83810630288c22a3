using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Recognises host names that mean the machine itself.</summary>
public static class EndpointHostHelpers
{
    /// <summary>Says whether a host is <c>localhost</c>.</summary>
    /// <param name="host">The host.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsLocalhost([NotNullWhen(true)] string? host)
        => string.Equals(host, KnownHostNames.Localhost, StringComparison.OrdinalIgnoreCase);

    /// <summary>Says whether the host of a URL is <c>localhost</c>.</summary>
    /// <param name="uri">The URL.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsLocalhost([NotNullWhen(true)] Uri? uri) => IsLocalhost(uri?.Host);

    /// <summary>Says whether a host ends in <c>.localhost</c>.</summary>
    /// <param name="host">The host.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsLocalhostTld([NotNullWhen(true)] string? host)
        => host is not null && host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    /// <summary>Says whether the host of a URL ends in <c>.localhost</c>.</summary>
    /// <param name="uri">The URL.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsLocalhostTld([NotNullWhen(true)] Uri? uri) => IsLocalhostTld(uri?.Host);

    /// <summary>Says whether a host ends in <c>.dev.localhost</c>.</summary>
    /// <param name="host">The host.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsDevLocalhostTld([NotNullWhen(true)] string? host)
        => host is not null && host.EndsWith(".dev.localhost", StringComparison.OrdinalIgnoreCase);

    /// <summary>Says whether the host of a URL ends in <c>.dev.localhost</c>.</summary>
    /// <param name="uri">The URL.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsDevLocalhostTld([NotNullWhen(true)] Uri? uri) => IsDevLocalhostTld(uri?.Host);

    /// <summary>Says whether a host is <c>localhost</c> or ends in <c>.localhost</c>.</summary>
    /// <param name="host">The host.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsLocalhostOrLocalhostTld([NotNullWhen(true)] string? host) => IsLocalhost(host) || IsLocalhostTld(host);

    /// <summary>Says whether the host of a URL is <c>localhost</c> or ends in <c>.localhost</c>.</summary>
    /// <param name="uri">The URL.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsLocalhostOrLocalhostTld([NotNullWhen(true)] Uri? uri) => IsLocalhostOrLocalhostTld(uri?.Host);
}
