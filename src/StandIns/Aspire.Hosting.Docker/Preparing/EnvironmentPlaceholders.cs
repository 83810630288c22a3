using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Docker.Preparing;

/// <summary>
/// The variables that a Compose file leaves open, each with the comment that its file <c>.env</c> has on it.
/// </summary>
internal sealed class EnvironmentPlaceholders
{
    private readonly Dictionary<string, string?> _comments = [];

    public IReadOnlyDictionary<string, string?> Comments => _comments;

    public string Parameter(ParameterResource parameter) => Add(Variable(parameter.Name), $"Parameter {parameter.Name}");

    public string Image(IResource resource) => Add($"{Variable(resource.Name)}_IMAGE", $"Container image name for {resource.Name}");

    public string Port(IResource resource) => Add($"{Variable(resource.Name)}_PORT", $"Default container port for {resource.Name}");

    public string BindMount(IResource resource, int number, string path) =>
        Add($"{Variable(resource.Name).Replace('.', '_')}_BINDMOUNT_{number}", $"Bind mount source for {resource.Name}:{path}");

    public string Other(IManifestExpressionProvider value) =>
        Add(Variable(value.ValueExpression.Replace("{", "").Replace("}", "").Replace('.', '_')), comment: null);

    private static string Variable(string name) => name.ToUpperInvariant().Replace('-', '_');

    private string Add(string variable, string? comment)
    {
        _comments[variable] = comment;
        return $"${{{variable}}}";
    }
}
