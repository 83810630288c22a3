using System.Runtime.CompilerServices;
using Aspire.Hosting.Sidecar.Diagnostics;

namespace Aspire.Hosting.Sidecar;

/// <summary>
/// A call that changes the model: what every public method of the integration begins with.
/// </summary>
internal static class ModelCall
{
    private static readonly AsyncLocal<bool> Injecting = new();

    /// <summary>
    /// Registers the services that act on the model, so that no method works only after another was called.
    /// </summary>
    /// <param name="application">The application.</param>
    /// <param name="parameterName">The parameter by which it was reached.</param>
    /// <param name="method">The method that is called.</param>
    /// <exception cref="ArgumentException">The application is built.</exception>
    public static void Begin(IDistributedApplicationBuilder application, string parameterName, [CallerMemberName] string method = "")
    {
        // Building makes the collection of services read-only. Only what is injected comes later.
        if (application.Services.IsReadOnly && !Injecting.Value)
        {
            throw new ArgumentException(CallDiagnostics.AfterBuild(method), parameterName);
        }

        SidecarServices.Add(application);
    }

    /// <summary>
    /// Lets the model be changed although the application is built: the injected sidecars come when it is complete.
    /// </summary>
    public static void Inject(Action change)
    {
        Injecting.Value = true;
        try
        {
            change();
        }
        finally
        {
            Injecting.Value = false;
        }
    }
}
