using System.Globalization;

namespace Aspire.Hosting.Containers.Engine;

/// <summary>Makes the call that builds an image.</summary>
internal static class BuildCall
{
    private const string SecretVariablePrefix = "ASPIRE_BUILD_SECRET_";

    public static EngineCall For(ImageBuild build)
    {
        // An option would do too, but only where the client has BuildKit.
        Dictionary<string, string> environment = new() { ["BUILDKIT_PROGRESS"] = "plain" };
        List<string> arguments = ["build", "-f", build.Dockerfile, "-t", build.Tag];
        foreach (var (name, value) in build.Arguments)
        {
            var isInEnvironment = value is not null && !ClientEnvironment.Steers(name);
            arguments.AddRange("--build-arg", value is null || isInEnvironment ? name : $"{name}={value}");
            if (isInEnvironment)
            {
                environment[name] = value!;
            }
        }

        var count = 0;
        foreach (var (name, value) in build.Secrets)
        {
            var variable = SecretVariablePrefix + (count++).ToString(CultureInfo.InvariantCulture);
            arguments.AddRange("--secret", $"id={name},env={variable}");
            environment[variable] = value;
        }

        foreach (var (name, path) in build.SecretFiles)
        {
            arguments.AddRange("--secret", $"id={name},src={path}");
        }

        arguments.AddRange(build.Stage is null ? [] : ["--target", build.Stage]);
        arguments.Add(build.Context);

        return new EngineCall(arguments) { Environment = environment, EndsWithAppHost = true };
    }

    private static void AddRange(this List<string> arguments, string option, string value)
    {
        arguments.Add(option);
        arguments.Add(value);
    }
}
