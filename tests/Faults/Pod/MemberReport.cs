namespace Faults.Pod;

/// <summary>
/// What Aspire shows of a member.
/// </summary>
/// <param name="Resource">The name of the resource.</param>
/// <param name="State">Its state.</param>
/// <param name="Container">The id of its container.</param>
/// <param name="Process">The id of its process.</param>
/// <param name="Failure">Why it has failed for good, if it has.</param>
/// <param name="Url">Where it serves.</param>
internal sealed record MemberReport(string Resource, string? State, string? Container, int? Process, string? Failure, string? Url)
{
    public static MemberReport Of(IResource resource, CustomResourceSnapshot snapshot) => new(
        resource.Name,
        snapshot.State?.Text,
        snapshot.Property("container.id") as string,
        snapshot.Property("executable.pid") is { } process ? Convert.ToInt32(process, System.Globalization.CultureInfo.InvariantCulture) : null,
        snapshot.Property("sidecar.failure") as string,
        snapshot.Urls.FirstOrDefault(url => url.Name is not null)?.Url);
}
