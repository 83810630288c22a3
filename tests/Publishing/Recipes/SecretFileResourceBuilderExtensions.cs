using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Publishing.Recipes;

internal static class SecretFileResourceBuilderExtensions
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    public static IResourceBuilder<T> WithSecretFile<T>(
        this IResourceBuilder<T> container, string variable, IResourceBuilder<ParameterResource> secret, string? fileVariable = null, Func<string, string>? content = null)
        where T : ContainerResource => container.ApplicationBuilder.ExecutionContext.IsPublishMode
            ? container.WithEnvironment(variable, secret)
            : container.WithEnvironment(fileVariable ?? $"{variable}_FILE", $"/run/secrets/{secret.Resource.Name}")
                .WithContainerFiles("/run/secrets", async (_, cancellationToken) =>
                {
                    var value = await secret.Resource.GetValueAsync(cancellationToken) ?? "";
                    return [new ContainerFile { Name = secret.Resource.Name, Contents = content?.Invoke(value) ?? value, Mode = Readable }];
                });
}
