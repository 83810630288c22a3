using Aspire.Hosting.Publishing;

#pragma warning disable ASPIREPIPELINES003 // What these tests are about.
#pragma warning disable ASPIREDOCKERFILEBUILDER001

namespace Aspire.Hosting.Sidecar.Tests.Joining;

/// <summary>
/// A sidecar in the network of its main gets its image as an ordinary container does: built, pulled, or not at all.
/// </summary>
[TestClass]
public sealed class WholeImageTests
{
    private const string Dockerfile =
        """
        FROM debian:bookworm-slim AS base
        ARG TEXT
        ARG FLAG
        ARG NOTHING=default
        RUN --mount=type=secret,id=token --mount=type=secret,id=file echo "$TEXT/$FLAG/$NOTHING/$(cat /run/secrets/token)/$(cat /run/secrets/file)" > /built
        FROM base AS wanted
        COPY added /added
        CMD ["bash", "-c", "cat /built /added; trap 'exit 0' TERM; sleep 10000 & wait"]
        FROM base AS other
        RUN false
        """;

    [TestMethod]
    [Shows("DockerfileBuildAnnotation", "ContainerBuildOptionsCallbackAnnotation", "DockerfileBuilderCallbackAnnotation", "ContainerImageAnnotation")]
    public async Task An_image_is_built_with_arguments_secrets_and_stage()
    {
        await TestImages.RequireBuildsAsync();
        var context = TemporaryFolder.Create("sidecar tests build ");
        await File.WriteAllTextAsync(Path.Combine(context, "Dockerfile"), Dockerfile);
        await File.WriteAllTextAsync(Path.Combine(context, "added"), "added\n");
        await using var twins = await Twins.StartAsync((builder, main) =>
        {
            var text = builder.AddParameter("text", "an argument");
            var token = builder.AddParameter("token", "a secret", secret: true);
            Twins.Add(main, "built", (b, name) => b.AddDockerfile(name, context, stage: "wanted"), container => container
                .WithBuildArg("TEXT", text).WithBuildArg("FLAG", true).WithBuildSecret("token", token).WithAnnotation(FileSecret(container, Path.Combine(context, "added")))
                .WithContainerBuildOptions(options => options.TargetPlatform = ContainerTargetPlatform.LinuxAmd64));
            Twins.Add(main, "made", (b, name) => b.AddDockerfileBuilder(name, context, made => made.Builder.From($"{TestEngine.Image}:{TestEngine.Tag}").Cmd(["bash", "-c", $"echo made; {Twins.Idle}"])), _ => { });
            Twins.Add(main, "broken", (b, name) => b.AddDockerfile(name, context, stage: "other"), _ => { });
        });

        foreach (var kind in (string[])["plain", "api"])
        {
            (await twins.Application.WaitForLogAsync($"{kind}-built", "/a secret/")).Should().EndWith("an argument/true/default/a secret/added");
            await twins.Application.WaitForLogAsync($"{kind}-built", " added");
            await twins.Application.WaitForLogAsync($"{kind}-made", "made");
            await twins.Application.WaitForStateAsync($"{kind}-broken", KnownResourceStates.FailedToStart);
        }

        await twins.Application.WaitForLogAsync("api-broken", "RUN false");
        twins.Application.States.Should().ContainInOrder(("api-built", KnownResourceStates.Building), ("api-built", KnownResourceStates.Running));
    }

    [TestMethod]
    [Shows("ContainerImagePullPolicyAnnotation")]
    public async Task A_missing_image_fails_the_start_in_the_engines_words_and_is_not_tried_again()
    {
        await TestEngine.RequireAsync();
        await using var registry = EmptyRegistry.Start();
        var missing = $"{registry.Host}/nothing";
        var soon = SidecarRestartPolicy.OnFailure(maxRestarts: 2, TimeSpan.FromMilliseconds(100));
        await using var twins = await Twins.StartAsync((_, main) =>
        {
            Twins.Add(main, "missing", (b, name) => b.AddContainer(name, missing, "1"), _ => { });
            Twins.Add(main, "never", (b, name) => b.AddContainer(name, missing, "2"), container => container.WithImagePullPolicy(ImagePullPolicy.Never));
            Twins.Add(main, "always", container => container.WithImage(missing, "3").WithImagePullPolicy(ImagePullPolicy.Always));
            Twins.Add(main, "here", container => container.WithImagePullPolicy(ImagePullPolicy.Never).WithArgs("bash", "-c", Twins.Idle));
            Twins.Add(main, "failing", container => container.WithArgs("bash", "-c", "exit 1"));
            foreach (var sidecar in (string[])["missing", "never", "always", "failing"])
            {
                main.GetSidecar(sidecar).WithRestartPolicy(soon);
            }
        });
        string[] unable = ["missing", "never", "always"];

        await twins.OfEachAsync("here", Task.FromResult);
        foreach (var name in unable)
        {
            await twins.Application.WaitForStateAsync(Twins.Plain(name), KnownResourceStates.FailedToStart);
            await twins.Application.WaitForStateAsync(Twins.Joined(name), KnownResourceStates.FailedToStart);
            await twins.Application.WaitForLogAsync(Twins.Joined(name), missing);
        }

        // By then another one, of the same policy, has been tried again and given up.
        await twins.Application.WaitForStateAsync("api-failing", KnownResourceStates.Exited, times: 3);
        unable.Select(name => twins.Application.States.Count(state => state == (Twins.Joined(name), KnownResourceStates.FailedToStart))).Should().OnlyContain(times => times == 1);
        (await twins.Application.WaitForLogAsync("api-never", "Never")).Should().Contain($"'{missing}:2'");
    }

    /// <summary>A secret of a build can be a file, too, though no method of Aspire says so.</summary>
    private static DockerfileBuildAnnotation FileSecret(IResourceBuilder<ContainerResource> container, string path)
    {
        var build = container.Resource.Annotations.OfType<DockerfileBuildAnnotation>().Single();
        container.Resource.Annotations.Remove(build);
        build.BuildSecrets["file"] = new FileInfo(path);
        return build;
    }
}
