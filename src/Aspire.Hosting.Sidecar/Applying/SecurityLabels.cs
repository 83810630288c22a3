namespace Aspire.Hosting.Sidecar.Applying;

/// <summary>
/// Whether this machine lets containers have only those files of the host that are labelled for them (SELinux).
/// </summary>
internal sealed record SecurityLabels(bool AreEnforced)
{
    /// <summary>The kernel's own word: https://www.kernel.org/doc/html/latest/admin-guide/LSM/SELinux.html</summary>
    private const string StatusFile = "/sys/fs/selinux/enforce";

    public static SecurityLabels Read(string statusFile = StatusFile) => new(File.Exists(statusFile) && File.ReadAllText(statusFile).Trim() == "1");
}
