using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Engine;

namespace Aspire.Hosting.Sidecar.Publishing;

/// <summary>
/// The image of the agent, built from what the package delivers: a native program on a base without a shell.
/// </summary>
/// <remarks>
/// Its name is an open value of what is published (<c>{NAME}_IMAGE</c> in Compose, <c>parameters.{name}.{name}_image</c> in a chart), so that an image from elsewhere can take its place.
/// </remarks>
internal static class AgentImage
{
    /// <summary>
    /// The delivered program as the input of the native compiler, in place of sources. https://learn.microsoft.com/dotnet/core/deploying/native-aot/
    /// </summary>
    private static readonly string[] Project =
    [
        """<Project>""",
        """  <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" />""",
        """  <PropertyGroup>""",
        """    <AssemblyName>Aspire.Sidecar.Agent</AssemblyName>""",
        """    <OutputType>Exe</OutputType>""",
        """    <TargetFramework>net10.0</TargetFramework>""",
        """    <PublishAot>true</PublishAot>""",
        """    <ProduceReferenceAssembly>false</ProduceReferenceAssembly>""",
        """    <InvariantGlobalization>true</InvariantGlobalization>""",
        """    <ConcurrentGarbageCollection>false</ConcurrentGarbageCollection>""",
        """    <DebugType>none</DebugType>""",
        """    <StripSymbols>true</StripSymbols>""",
        """  </PropertyGroup>""",
        """  <ItemGroup>""",
        """    <Reference Include="../agent/*.dll" Exclude="../agent/Aspire.Sidecar.Agent.dll" />""",
        """    <RuntimeHostConfigurationOption Include="System.IO.DisableFileLocking" Value="true" />""",
        """    <RuntimeHostConfigurationOption Include="System.Threading.ThreadPool.UnfairSemaphoreSpinLimit" Value="0" />""",
        """  </ItemGroup>""",
        """  <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" />""",
        """  <Target Name="CoreCompile">""",
        """    <Copy SourceFiles="../agent/Aspire.Sidecar.Agent.dll" DestinationFiles="@(IntermediateAssembly)" />""",
        """  </Target>""",
        """</Project>""",
    ];

    /// <summary>Both base images are arguments, for registries of one's own (<c>WithBuildArg</c>).</summary>
    public static string Dockerfile { get; } = string.Join('\n',
    [
        "ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0-noble-aot",
        "ARG BASE_IMAGE=mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled",
        "FROM ${SDK_IMAGE} AS build",
        "COPY . /build/agent",
        "WORKDIR /build/native",
        $"RUN printf '%s\\n' {string.Join(" ", Project.Select(line => $"'{line}'"))} > agent.csproj && dotnet publish agent.csproj --use-current-runtime --output /build/out",
        "FROM ${BASE_IMAGE}",
        "COPY --from=build /build/out/Aspire.Sidecar.Agent /usr/local/bin/sidecar-agent",
        "# It reads the files of any user.",
        "USER 0",
        "ENTRYPOINT [\"/usr/local/bin/sidecar-agent\"]",
        "",
    ]);

    /// <summary>
    /// Publishes a sidecar that runs the agent as a container; what was said of its arguments before is left out, because it is about this machine.
    /// </summary>
    public static IResourceBuilder<T> PublishAsAgentImage<T>(this IResourceBuilder<T> sidecar)
        where T : ExecutableResource
        => sidecar.PublishAsDockerFile(container =>
            container.WithDockerfileFactory(Path.GetDirectoryName(AgentProgram.Find(AppContext.BaseDirectory))!, _ => Dockerfile));
}
