using System.Text;

namespace Aspire.Hosting.Sidecar.Tests.Joining;

/// <summary>
/// What a sidecar in the network of its main is configured with reaches it, as it reaches an ordinary container.
/// </summary>
[TestClass]
public sealed class WholeConfigurationTests
{
    private static readonly Lazy<Task<Twins>> Started = new(() => Twins.StartAsync(ConfigurationTwins.Build));

    [ClassCleanup]
    public static async Task EndAsync()
    {
        if (Started.IsValueCreated)
        {
            await (await Started.Value).DisposeAsync();
            await TestEngine.RunAsync("volume", "rm", "--force", ConfigurationTwins.Volume);
        }

        Directory.Delete(ConfigurationTwins.Folder, recursive: true);
    }

    [TestMethod]
    [Shows("EnvironmentCallbackAnnotation", "EndpointReferenceAnnotation", "ReferenceEnvironmentInjectionAnnotation")]
    public async Task Variables_of_every_kind_are_the_same()
    {
        var (plain, joined) = await (await TwinsAsync()).RunInEachAsync(ConfigurationTwins.Values, "base64 --wrap=0 /proc/1/environ");

        var expected = Variables(plain);
        expected.Should().Contain("PARAMETER", "a parameter").And.Contain("RESOURCE", "a secret").And.Contain("LINES", "one\ntwo\n\nfour\n").And.ContainKey("services__other__http__0");
        Variables(joined).Should().Equal(expected);
    }

    [TestMethod]
    [Shows("CommandLineArgsCallbackAnnotation")]
    public async Task Arguments_of_every_kind_and_the_entry_point_are_the_same()
    {
        var (plain, joined) = await (await TwinsAsync()).RunInEachAsync(ConfigurationTwins.Values, "base64 --wrap=0 /proc/1/cmdline");

        Text(joined).Should().Be(Text(plain)).And.StartWith("bash\0-c\0").And.Contain("\0one\ntwo\0").And.Contain("\0a secret\0").And.Contain(":8081/a parameter\0");
    }

    [TestMethod]
    public async Task A_shell_runs_the_arguments_as_one_line()
    {
        var (plain, joined) = await (await TwinsAsync()).RunInEachAsync(ConfigurationTwins.Shell, "tr '\\0' '|' < /proc/1/cmdline; echo; for process in /proc/[0-9]*; do tr '\\0' '\\n' < $process/environ | grep ^VALUE=; done; true");

        joined.Should().Be(plain).And.Contain("bash|-c|").And.EndWith("VALUE=one two");
    }

    [TestMethod]
    [Shows("ContainerFileSystemCallbackAnnotation")]
    public async Task Files_have_the_same_content_owner_mode_and_place()
    {
        var (plain, joined) = await (await TwinsAsync()).RunInEachAsync(
            ConfigurationTwins.Files,
            "find / /etc /usr /usr/share /srv -maxdepth 0 -printf '%p %m %U %G\\n'; find /etc/twin /srv /usr/share/twin -printf '%p %y %m %U %G %l\\n' | sort; find /etc/twin /srv /usr/share/twin -type f -exec md5sum {} + | sort");

        joined.Should().Be(plain).And.Contain("/etc/twin/owned f 600 1000 1001").And.Contain("/srv/copied/seed f").And.NotContain("absent");
    }

    [TestMethod]
    [Shows("ContainerMountAnnotation")]
    public async Task Folders_and_volumes_are_mounted_the_same()
    {
        var twins = await TwinsAsync();
        var (plain, joined) = await twins.InspectEachAsync(
            ConfigurationTwins.Mounts,
            "{{range .Mounts}}{{.Type}} {{.Destination}} {{.RW}} {{.Propagation}} {{if eq .Type \"bind\"}}{{.Source}}{{end}} {{if ne .Destination \"/nameless\"}}{{.Name}}{{end}}\n{{end}}");
        var (_, seen) = await twins.RunInEachAsync(
            ConfigurationTwins.Mounts, "cat '/bound/seed'; echo x > '/bound read only/y' 2> /dev/null || echo ' refused'; echo $0 > /named/written; grep -c nameless /proc/mounts");

        Sorted(joined).Should().Equal(Sorted(plain)).And.HaveCount(4);
        seen.Should().Be("from the host refused\n1");
    }

    [TestMethod]
    [Shows("VolumeMountBindingAnnotation")]
    public async Task A_volume_whose_path_is_in_a_variable_is_the_same()
    {
        var twins = await TwinsAsync();
        var (plain, joined) = await twins.InspectEachAsync(ConfigurationTwins.Bound, "{{range .Mounts}}{{.Type}} {{.Name}} {{.Destination}} {{.RW}}{{end}}");
        var (plainFolder, joinedFolder) = await twins.RunInEachAsync(ConfigurationTwins.Bound, "printenv FOLDER");

        joined.Should().Be(plain).And.Be($"volume {ConfigurationTwins.Volume} /bound false");
        joinedFolder.Should().Be(plainFolder).And.Be("/bound");
    }

    [TestMethod]
    [Shows("ContainerRuntimeArgsCallbackAnnotation")]
    public async Task The_engines_own_arguments_are_the_same()
    {
        var (plain, joined) = await (await TwinsAsync()).InspectEachAsync(
            ConfigurationTwins.Mounts, "{{json .HostConfig.Ulimits}} {{json .HostConfig.Tmpfs}} {{json .HostConfig.CapDrop}} {{.Config.WorkingDir}} {{.Config.User}} {{.Config.Labels.twin}} {{.Config.Labels.plain}}");

        joined.Should().Be(plain).And.EndWith("/opt 12:34 a parameter text").And.Contain("321");
    }

    [TestMethod]
    [Shows("ContainerNameAnnotation")]
    public async Task A_name_is_the_name_of_the_container_and_the_id_of_the_resource()
    {
        var twins = await TwinsAsync();
        var (plain, joined) = await twins.InspectEachAsync(ConfigurationTwins.Named, "{{.Name}}");

        plain.Should().Be($"/plain-named-of-{ConfigurationTwins.Run}");
        joined.Should().Be($"/api-named-of-{ConfigurationTwins.Run}");
        twins.Application.Application.ResourceNotifications.TryGetCurrentState(joined[1..], out var state).Should().BeTrue();
        state!.Resource.Should().BeSameAs(twins.Application.Resource("api-named"));
    }

    [TestMethod]
    public async Task The_dashboard_is_told_the_same()
    {
        var (plain, joined) = await (await TwinsAsync()).OfEachAsync(ConfigurationTwins.Values, async resource =>
        {
            var twins = await TwinsAsync();
            var snapshot = await twins.Application.WaitForAsync(resource, known => known.EnvironmentVariables.Any(variable => variable.IsFromSpec));
            return (
                Properties: snapshot.Properties.Where(property => property.Name.StartsWith("container.", StringComparison.Ordinal) || property.Name.StartsWith("resource.app", StringComparison.Ordinal))
                    .Select(property => $"{property.Name} '{property.DisplayName}' {property.IsSensitive} {property.IsHighlighted} {property.SortOrder} {Shown(property.Value)}").Order().ToArray(),
                Variables: snapshot.EnvironmentVariables.Where(variable => variable.IsFromSpec && !IsOwn(variable.Name)).Select(variable => $"{variable.Name}={variable.Value}").Order().ToArray(),
                Relationships: snapshot.Relationships.Where(relationship => relationship.ResourceName != Twins.Main).Distinct().Select(relationship => $"{relationship.Type} {relationship.ResourceName}").Order().ToArray());
        });

        joined.Variables.Should().Equal(plain.Variables);
        joined.Properties.Should().Equal(plain.Properties);
        joined.Relationships.Should().Equal(plain.Relationships).And.NotBeEmpty();
    }

    private static async Task<Twins> TwinsAsync()
    {
        await TestEngine.RequireAsync();
        return await Started.Value;
    }

    private static Dictionary<string, string> Variables(string environment) =>
        Text(environment).Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(variable => variable.Split('=', 2)).Where(variable => !IsOwn(variable[0]))
            .ToDictionary(variable => variable[0], variable => variable[1]);

    /// <summary>What a sidecar has besides, and what tells two containers apart.</summary>
    private static bool IsOwn(string variable) =>
        variable == "HOSTNAME" || variable.StartsWith("SIDECAR_", StringComparison.Ordinal) || variable.StartsWith("OTEL_", StringComparison.Ordinal);

    /// <summary>The values that are alike. Ids are not, and the orchestrator counts the entry point among the arguments.</summary>
    private static string Shown(object? value) => value switch
    {
        IEnumerable<int> numbers => string.Join(',', numbers),
        IEnumerable<string> => "texts",
        string { Length: 64 } => "id",
        _ => $"{value}",
    };

    private static string Text(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));

    private static string[] Sorted(string lines) => [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd()).Order(StringComparer.Ordinal)];
}
