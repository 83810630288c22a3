using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Publishing.Documents;

namespace Publishing;

/// <summary>
/// The pod that the README shows, and what it says of it.
/// </summary>
public static class Readme
{
    private static readonly IReadOnlyList<CodeBlock> Blocks = new DocumentPage("README.md").Blocks("Publish it");

    public static void Describe(IDistributedApplicationBuilder builder)
    {
        builder.AddContainer("api", "example/api", "1")
            .WithSharedVolume("logs", "/var/log/api")
            .WithSidecar("shipper", "example/shipper", "1", shipper => shipper
                .WithSharedVolume("logs", "/logs", isReadOnly: true)
                .WithResourceLimits(cpus: 0.25, memory: "64m"));
    }

    /// <summary>The lines of the code above, as they stand there.</summary>
    public static IReadOnlyList<string> Source => SourceFile.MethodBody("tests/Publishing/Readme.cs", nameof(Describe));

    public static IReadOnlyList<string> ShownSource => Blocks[0].Lines;

    public static CodeBlock ShownCompose => Blocks[1];

    public static CodeBlock ShownKubernetes => Blocks[2];
}
