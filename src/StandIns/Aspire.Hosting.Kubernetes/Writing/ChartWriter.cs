#pragma warning disable ASPIREPIPELINES001 // Compute environments do their work in pipeline steps.

using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kubernetes.Preparing;
using Aspire.Hosting.Pipelines;
using Aspire.Hosting.StandIns;

namespace Aspire.Hosting.Kubernetes.Writing;

/// <summary>
/// Writes the Helm chart of an environment: templates, values, and the Dockerfiles that are generated.
/// </summary>
internal sealed class ChartWriter(KubernetesEnvironmentResource environment, PipelineStepContext context)
{
    private readonly string _folder = EnvironmentSteps.OutputFolder(environment, context);
    private readonly ChartYaml _yaml = new();
    private readonly Dictionary<string, Dictionary<string, object>> _values = new()
    {
        [ChartValues.ParametersSection] = [],
        [ChartValues.SecretsSection] = [],
        [ChartValues.ConfigSection] = [],
    };

    public async Task RunAsync()
    {
        Directory.CreateDirectory(_folder);
        IEnumerable<IResource> resources = environment is { DashboardEnabled: true, Dashboard: { } dashboard } ? [dashboard, .. context.Model.Resources] : context.Model.Resources;
        foreach (var target in resources)
        {
            if (target.GetDeploymentTargetAnnotation(environment)?.DeploymentTarget is KubernetesResource resource)
            {
                await WriteAsync(resource).ConfigureAwait(false);
            }
        }

        await WriteAsync("Chart.yaml", _yaml.Write(new Chart { Name = environment.ChartName })).ConfigureAwait(false);
        await WriteAsync("values.yaml", _yaml.Write(_values)).ConfigureAwait(false);
    }

    private async Task WriteAsync(KubernetesResource resource)
    {
        await EnvironmentSteps.WriteDockerfileAsync(resource.Target, _folder, context).ConfigureAwait(false);
        foreach (var customization in resource.Target.Annotations.OfType<KubernetesServiceCustomizationAnnotation>())
        {
            customization.Configure(resource);
        }

        var name = resource.Target.Name;
        var folder = Path.Combine("templates", name);
        Directory.CreateDirectory(Path.Combine(_folder, folder));
        foreach (var item in resource.Objects())
        {
            var file = item.Metadata.Name.StartsWith($"{name.ToLowerInvariant()}-", StringComparison.Ordinal) ? item.Metadata.Name[(name.Length + 1)..] : item.Metadata.Name;
            await WriteAsync(Path.Combine(folder, $"{file}.yaml"), $"---\n{_yaml.Write(item)}").ConfigureAwait(false);
        }

        await AddValuesAsync(ChartValues.ParametersSection, name, resource.Values.Parameters).ConfigureAwait(false);
        await AddValuesAsync(ChartValues.ConfigSection, name, resource.Values.Config.Concat(resource.Values.Hidden)).ConfigureAwait(false);
        await AddValuesAsync(ChartValues.SecretsSection, name, resource.Values.Secrets).ConfigureAwait(false);
    }

    private async Task AddValuesAsync(string section, string resource, IEnumerable<KeyValuePair<string, ChartValue>> values)
    {
        var written = new Dictionary<string, object>();
        foreach (var (_, value) in values)
        {
            written[value.Key] = value.Parameter is { } parameter ? await parameter.GetValueAsync(context.CancellationToken).ConfigureAwait(false) ?? "" : value.Default;
        }

        if (written.Count > 0)
        {
            _values[section][ChartValues.Key(resource)] = written;
        }
    }

    private Task WriteAsync(string path, string content) => File.WriteAllTextAsync(Path.Combine(_folder, path), content, context.CancellationToken);
}
