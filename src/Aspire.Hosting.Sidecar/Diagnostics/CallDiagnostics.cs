using System.Globalization;

namespace Aspire.Hosting.Sidecar.Diagnostics;

/// <summary>
/// The messages of calls that cannot work, each with the id under which docs/diagnostics.md explains it.
/// </summary>
internal static class CallDiagnostics
{
    public static string AfterBuild(string what) =>
        $"ASPIRESIDECAR060: {what} was called after Build(), when the application can no longer be changed. Call it before, or use InjectSidecar for what depends on the complete model.";

    public static string MalformedName(string main, string name) =>
        $"ASPIRESIDECAR061: '{name}' cannot be the name of a sidecar of '{main}': it must have ASCII letters, digits and hyphens, with no hyphen at either end and no two in a row. Choose another name.";

    public static string NameTooLong(string main, string name, string resource, int most) =>
        $"ASPIRESIDECAR061: '{name}' is too long for a sidecar of '{main}': its resource would be '{resource}', which has {Number(resource.Length)} characters, and the most is {Number(most)}. Choose a shorter name.";

    public static string NameInUse(string main, string name, string resource) =>
        $"ASPIRESIDECAR061: '{name}' cannot be the name of a sidecar of '{main}': there is a resource '{resource}' already. Choose another name, or attach that resource with WithSidecar(existing).";

    public static string OtherApplication(string main, string sidecar) =>
        $"ASPIRESIDECAR062: '{sidecar}' cannot be attached to '{main}': it is not a resource of the same application. Add it to the builder that '{main}' was added to.";

    public static string NotNew(string main, string name, string resource) =>
        $"ASPIRESIDECAR063: The function that should add sidecar '{name}' of '{main}' returned '{resource}', which was there before. Return the builder of a resource that it adds under the name it is given, or attach '{resource}' with WithSidecar(existing).";

    public static string MalformedImage(string sidecar, string image) =>
        $"ASPIRESIDECAR064: '{image}' is not an image for '{sidecar}'. Write [registry/]name[:tag], the name in lower case, such as 'fluent/fluent-bit', or name@sha256: and 64 hexadecimal digits.";

    public static string TwoTags(string sidecar, string image, string tag) =>
        $"ASPIRESIDECAR064: The image '{image}' of '{sidecar}' says which version it is, and the tag '{tag}' says so again. Leave out one of them.";

    public static string TimeOutOfRange(string what, TimeSpan value, string least, TimeSpan most) =>
        $"ASPIRESIDECAR065: {what} cannot be {value.ToString("g", CultureInfo.InvariantCulture)}: it must be {least} and at most {most.ToString("g", CultureInfo.InvariantCulture)} (days:hours:minutes:seconds).";

    public static string TooFewRestarts(int value) =>
        $"ASPIRESIDECAR065: The most restarts of a policy cannot be {Number(value)}: it must be 1 or more. For none use the policy Never.";

    public static string NoSuchValue(string type, int value, string names) =>
        $"ASPIRESIDECAR065: {Number(value)} is not a {type}: it must be {names}.";

    public static string MalformedVariable(string resource, string volume, string variable) =>
        $"ASPIRESIDECAR066: '{variable}' cannot be the environment variable for shared volume '{volume}' on '{resource}': a name has ASCII letters, digits, '_', '.' and '-', and does not begin with a digit.";

    public static string VariableOfTwoVolumes(string resource, string variable, string first, string second) =>
        $"ASPIRESIDECAR067: The environment variable '{variable}' on '{resource}' cannot have the paths of both shared volumes '{first}' and '{second}'. Choose another variable for one of them.";

    public static string InjectedTwice(string name) =>
        $"ASPIRESIDECAR068: A sidecar '{name}' is injected already. Choose another name, or make one call whose functions tell the mains apart.";

    public static string Options(string main, string sidecar, IEnumerable<string> problems) =>
        $"ASPIRESIDECAR081: The options of sidecar '{sidecar}' of '{main}' have problems: {string.Join(' ', problems)}";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
