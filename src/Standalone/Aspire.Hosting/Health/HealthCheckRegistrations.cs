using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting.Health;

/// <summary>Checks that each health check which a resource names is registered: otherwise the resource would never become healthy.</summary>
internal sealed class HealthCheckRegistrations(DistributedApplicationModel model) : IValidateOptions<HealthCheckServiceOptions>
{
    public ValidateOptionsResult Validate(string? name, HealthCheckServiceOptions options)
    {
        var registered = options.Registrations.Select(registration => registration.Name).ToHashSet();
        string[] missing =
        [
            .. from resource in model.Resources
               from check in resource.Annotations.OfType<HealthCheckAnnotation>()
               where !registered.Contains(check.Key)
               select $"The health check '{check.Key}' is not registered and is required for resource '{resource.Name}'.",
        ];

        return missing.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(missing);
    }
}
