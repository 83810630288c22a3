namespace Aspire.Hosting.Containers.Engine;

/// <summary>In what the command lines of the container engines differ.</summary>
internal abstract record EngineDialect(string Name)
{
    public static EngineDialect Docker { get; } = new DockerDialect();

    public static EngineDialect Podman { get; } = new PodmanDialect();

    /// <summary>The known engines, the preferred one first.</summary>
    public static IReadOnlyList<EngineDialect> All { get; } = [Docker, Podman];

    /// <summary>The call that succeeds when containers can be run.</summary>
    public abstract IReadOnlyList<string> CheckArguments { get; }

    /// <summary>What to do when that call fails.</summary>
    public abstract string Remedy { get; }

    /// <summary>The format that prints the id of a network, and then its subnets, each with its gateway, a line each.</summary>
    public abstract string NetworkFormat { get; }

    /// <summary>The events that tell of the start, the end and the removal of a container.</summary>
    public abstract IReadOnlyList<string> EventNames { get; }

    /// <summary>The command that copies files with their owners.</summary>
    public abstract IReadOnlyList<string> Copy { get; }

    /// <summary>Whether the addresses of a network are on this machine only once a container is on the network.</summary>
    public abstract bool IsNetworkLate { get; }

    /// <summary>The word for a mount that is only read.</summary>
    public abstract string ReadOnly { get; }

    /// <summary>The value of the option that puts a container on a network under some names.</summary>
    /// <param name="network">The id of the network: docker takes names in this place for lower case ones.</param>
    /// <param name="aliases">The names.</param>
    public abstract string NetworkWithAliases(string network, IEnumerable<string> aliases);

    private sealed record DockerDialect() : EngineDialect("docker")
    {
        public override IReadOnlyList<string> CheckArguments => ["version", "--format", "{{.Server.Version}}"];

        public override string Remedy => "Start Docker, and make sure that this user may use it ('docker version' must succeed).";

        public override string NetworkFormat => "{{.Id}}{{println}}{{range .IPAM.Config}}{{.Subnet}} {{.Gateway}}{{println}}{{end}}";

        public override IReadOnlyList<string> EventNames => ["start", "die", "destroy"];

        public override string ReadOnly => "readonly";

        public override IReadOnlyList<string> Copy => ["cp"];

        public override bool IsNetworkLate => false;

        public override string NetworkWithAliases(string network, IEnumerable<string> aliases)
            => string.Concat(aliases.Select(alias => $",alias={alias}").Prepend($"name={network}"));
    }

    private sealed record PodmanDialect() : EngineDialect("podman")
    {
        public override IReadOnlyList<string> CheckArguments => ["info", "--format", "{{.Version.Version}}"];

        public override string Remedy => "Make sure that Podman works for this user ('podman info' must succeed; on macOS and Windows run 'podman machine start').";

        public override string NetworkFormat => "{{.ID}}{{println}}{{range .Subnets}}{{.Subnet}} {{.Gateway}}{{println}}{{end}}";

        public override IReadOnlyList<string> EventNames => ["start", "died", "remove"];

        public override IReadOnlyList<string> Copy => ["cp", "--archive=false"];

        // Of one that runs as root: the network of a rootless one is not on this machine at all.
        public override bool IsNetworkLate => OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess;

        // Podman before 4.4 does not know the other one for volumes.
        public override string ReadOnly => "ro";

        public override string NetworkWithAliases(string network, IEnumerable<string> aliases)
            => aliases.Select(alias => $"alias={alias}").ToArray() is { Length: > 0 } options ? $"{network}:{string.Join(',', options)}" : network;
    }
}
