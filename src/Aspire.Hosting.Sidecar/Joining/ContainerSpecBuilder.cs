using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Planning;

// Certificates are experimental in Aspire's API; a container without them could not speak to the dashboard over https.
#pragma warning disable ASPIRECERTIFICATES001
#pragma warning disable ASPIRECONTAINERSHELLEXECUTION001

namespace Aspire.Hosting.Sidecar.Joining;

/// <summary>
/// Resolves what a joined sidecar is configured with, in the way in which the orchestrator does for its own containers.
/// </summary>
internal sealed class ContainerSpecBuilder(DistributedApplicationExecutionContext executionContext, OrchestratorTemplates templates)
{
    private const string PrivateFolder = "private";

    /// <exception cref="DistributedApplicationException">A value cannot be resolved.</exception>
    public async Task<ContainerSpec> BuildAsync(JoinedSidecar sidecar, CancellationToken cancellationToken)
    {
        var resource = sidecar.Resource;
        var paths = new CertificatePaths(resource.Annotations.OfType<ContainerCertificatePathsAnnotation>().LastOrDefault());
        var configuration = await ExecutionConfigurationBuilder.Create(resource)
            .AddExecutionConfigurationGatherer(sidecar.Member.Network == PodNetwork.Host ? new HostNetworkValues(sidecar.Values) : sidecar.Values)
            .WithCertificateTrustConfig(scope => new()
            {
                CertificateBundlePath = ReferenceExpression.Create($"{paths.Bundle}"),
                CertificateDirectoriesPath = ReferenceExpression.Create($"{paths.Directories(scope)}"),
                RootCertificatesPath = paths.Root,
                IsContainer = true,
            })
            .WithHttpsCertificateConfig(certificate => new()
            {
                CertificatePath = ReferenceExpression.Create($"{Private(certificate.Thumbprint)}.crt"),
                KeyPath = ReferenceExpression.Create($"{Private(certificate.Thumbprint)}.key"),
                CertificateWithKeyPath = ReferenceExpression.Create($"{Private(certificate.Thumbprint)}.pem"),
                PfxPath = ReferenceExpression.Create($"{Private(certificate.Thumbprint)}.pfx"),
            })
            .BuildAsync(executionContext, sidecar.Logger, cancellationToken).ConfigureAwait(false);

        // Aspire takes the end of waiting for a value for a failure to resolve it.
        cancellationToken.ThrowIfCancellationRequested();
        if (configuration.Exception is { } exception)
        {
            throw new DistributedApplicationException(exception.GetBaseException().Message, exception);
        }

        return new(sidecar.ContainerName, Image(resource))
        {
            Entrypoint = (resource as ContainerResource)?.Entrypoint,
            IsShellExecution = resource is ContainerResource { ShellExecution: true },
            Arguments = [.. configuration.Arguments.Select(argument => (templates.Fill(sidecar, argument.Value), argument.IsSensitive))],
            Variables = configuration.EnvironmentVariables.ToDictionary(variable => variable.Key, variable => templates.Fill(sidecar, variable.Value)),
            RunArguments = await RunArgumentsAsync(sidecar, cancellationToken).ConfigureAwait(false),
            Mounts = [.. resource.Annotations.OfType<ContainerMountAnnotation>()],
            Files = await FilesAsync(resource, configuration, paths, cancellationToken).ConfigureAwait(false),
        };

        string Private(string thumbprint) => $"{paths.Root}/{PrivateFolder}/{thumbprint}";
    }

    private static string Image(IResource resource) => resource.TryGetContainerImageName(out var image) && image.Length > 0
        ? image
        : throw new DistributedApplicationException($"'{resource.Name}' has no container image.");

    private async Task<IReadOnlyList<string>> RunArgumentsAsync(JoinedSidecar sidecar, CancellationToken cancellationToken)
    {
        var context = new ContainerRuntimeArgsCallbackContext([], cancellationToken);
        foreach (var callback in sidecar.Resource.Annotations.OfType<ContainerRuntimeArgsCallbackAnnotation>().ToArray())
        {
            await callback.Callback(context).ConfigureAwait(false);
        }

        List<string> arguments = [];
        foreach (var argument in context.Args)
        {
            if (await ResolveAsync(sidecar.Resource, argument, cancellationToken).ConfigureAwait(false) is { } text)
            {
                arguments.Add(templates.Fill(sidecar, text));
            }
        }

        NetworkRunArguments.Refuse(sidecar, arguments);
        return arguments;
    }

    private async ValueTask<string?> ResolveAsync(IResource resource, object value, CancellationToken cancellationToken) => value switch
    {
        IResourceBuilder<IResource> { Resource: IValueProvider provider } => await ResolveAsync(resource, provider, cancellationToken).ConfigureAwait(false),
        IValueProvider provider => await provider.GetValueAsync(
            new ValueProviderContext { Caller = resource, ExecutionContext = executionContext }, cancellationToken).ConfigureAwait(false),
        _ => value.ToString(),
    };

    private async Task<byte[]> FilesAsync(
        IResource resource, IExecutionConfigurationResult configuration, CertificatePaths paths, CancellationToken cancellationToken)
    {
        using var files = new ContainerArchive();
        if (configuration.TryGetAdditionalData<CertificateTrustExecutionConfigurationData>(out var trust))
        {
            await files.AddTrustAsync(trust, paths, cancellationToken).ConfigureAwait(false);
        }

        configuration.TryGetAdditionalData<HttpsCertificateExecutionConfigurationData>(out var https);
        if (https is not null)
        {
            files.AddServerCertificate(https, $"{paths.Root}/{PrivateFolder}");
        }

        foreach (var callback in resource.Annotations.OfType<ContainerFileSystemCallbackAnnotation>().ToArray())
        {
            var context = new ContainerFileSystemCallbackContext
            {
                Model = resource,
                Services = executionContext.Services,
                HttpsCertificateContext = https is null ? null : new()
                {
                    CertificatePath = ReferenceExpression.Create($"{paths.Root}/{PrivateFolder}/{https.Certificate.Thumbprint}.crt"),
                    KeyPath = https.KeyPathReference,
                    CertificateWithKeyPath = https.CertificateWithKeyPathReference,
                    PfxPath = https.PfxPathReference,
                    Password = https.Password,
                },
            };
            files.Add(callback, await callback.Callback(context, cancellationToken).ConfigureAwait(false));
        }

        return files.ToArray();
    }
}
