#pragma warning disable ASPIREPIPELINES001 // Compute environments do their work in pipeline steps.

using Aspire.Hosting.Pipelines;
using Aspire.Hosting.StandIns;

namespace Aspire.Hosting.Kubernetes.Preparing;

/// <summary>
/// Reads the variables and arguments of a resource.
/// </summary>
internal sealed class VariableReader(KubernetesResource resource, KubernetesValues values, PipelineStepContext context)
{
    public async Task ReadAsync()
    {
        foreach (var (name, value) in await EnvironmentSteps.ReadVariablesAsync(resource.Target, context).ConfigureAwait(false))
        {
            Add(name, await values.ReadAsync(value).ConfigureAwait(false));
        }

        foreach (var argument in await EnvironmentSteps.ReadArgumentsAsync(resource.Target, context).ConfigureAwait(false))
        {
            resource.Arguments.Add(await values.ReadAsync(argument).ConfigureAwait(false) as string ?? throw new NotSupportedException("Command line args must be strings"));
        }
    }

    private void Add(string name, object value)
    {
        if (value is ChartValue parameter)
        {
            (ChartValues.IsSecret(parameter.Template) ? resource.Values.Secrets : resource.Values.Config)[name] = parameter;
            return;
        }

        var text = (string)value;
        var key = ChartValues.Key(name);
        if (ChartValues.IsSecret(text))
        {
            resource.Values.Secrets[name] = new(key, text, "");
        }
        else if (ChartValues.IsTemplate(text))
        {
            resource.Values.Config[name] = new(key, text, "");
        }
        else
        {
            resource.Values.Config[name] = new(key, $"{{{{ {ChartValues.Path(ChartValues.ConfigSection, resource.Target.Name, key)} }}}}", text);
        }
    }
}
