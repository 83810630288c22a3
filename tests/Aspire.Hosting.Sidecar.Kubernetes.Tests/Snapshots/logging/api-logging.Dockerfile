ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0-noble-aot
ARG BASE_IMAGE=mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled
FROM ${SDK_IMAGE} AS build
COPY . /build/agent
WORKDIR /build/native
RUN printf '%s\n' '<Project>' '  <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" />' '  <PropertyGroup>' '    <AssemblyName>Aspire.Sidecar.Agent</AssemblyName>' '    <OutputType>Exe</OutputType>' '    <TargetFramework>net10.0</TargetFramework>' '    <PublishAot>true</PublishAot>' '    <ProduceReferenceAssembly>false</ProduceReferenceAssembly>' '    <InvariantGlobalization>true</InvariantGlobalization>' '    <ConcurrentGarbageCollection>false</ConcurrentGarbageCollection>' '    <DebugType>none</DebugType>' '    <StripSymbols>true</StripSymbols>' '  </PropertyGroup>' '  <ItemGroup>' '    <Reference Include="../agent/*.dll" Exclude="../agent/Aspire.Sidecar.Agent.dll" />' '    <RuntimeHostConfigurationOption Include="System.IO.DisableFileLocking" Value="true" />' '    <RuntimeHostConfigurationOption Include="System.Threading.ThreadPool.UnfairSemaphoreSpinLimit" Value="0" />' '  </ItemGroup>' '  <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" />' '  <Target Name="CoreCompile">' '    <Copy SourceFiles="../agent/Aspire.Sidecar.Agent.dll" DestinationFiles="@(IntermediateAssembly)" />' '  </Target>' '</Project>' > agent.csproj && dotnet publish agent.csproj --use-current-runtime --output /build/out
FROM ${BASE_IMAGE}
COPY --from=build /build/out/Aspire.Sidecar.Agent /usr/local/bin/sidecar-agent
# It reads the files of any user.
USER 0
ENTRYPOINT ["/usr/local/bin/sidecar-agent"]
