using Aspire.Hosting.Sidecar.Joining;

namespace Aspire.Hosting.Sidecar.Tests.Joining;

[TestClass]
public sealed class JoinExceptionTests
{
    [TestMethod]
    [DataRow("Error response from daemon: No such image: redis:7")]
    [DataRow("Error response from daemon: manifest for debian:nope not found: manifest unknown: manifest unknown")]
    [DataRow("Error response from daemon: invalid mount config for type \"bind\": bind source path does not exist: /nope")]
    [DataRow("invalid argument \"12x\" for \"-m, --memory\" flag: invalid suffix: 'x'")]
    [DataRow("docker: invalid hostPort: 99999")]
    [DataRow("invalid reference format: repository name (library/Bad) must be lowercase")]
    [DataRow("Error response from daemon: OCI runtime create failed: unable to start container process: exec: \"nope\": executable file not found in $PATH: unknown")]
    [DataRow("Error response from daemon: OCI runtime create failed: unable to start container process: exec: \"/etc/passwd\": permission denied: unknown")]
    [DataRow("Error response from daemon: OCI runtime create failed: unable to start container process: exec: \"/nope\": stat /nope: no such file or directory: unknown")]
    public void What_somebody_has_to_change_is_not_tried_again(string error) => JoinException.FromEngine(new(1, "", error)).CanHeal.Should().BeFalse();

    [TestMethod]
    [DataRow("Error response from daemon: cannot join network of a non running container: 1f2e")]
    [DataRow("Error response from daemon: No such container: invalid-not-found")]
    [DataRow("Error response from daemon: network sidecar-does-not-exist not found")]
    [DataRow("Error response from daemon: failed to set up container networking: driver failed programming external connectivity on endpoint unauthorized-access: port is already allocated")]
    [DataRow("Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?")]
    [DataRow("Error response from daemon: Get \"https://registry.example/v2/\": dial tcp: lookup registry.example: no such host")]
    public void What_passes_by_itself_is_tried_again(string error) => JoinException.FromEngine(new(1, "", error)).CanHeal.Should().BeTrue();

    [TestMethod]
    public void What_went_wrong_is_in_the_words_of_the_engine() =>
        JoinException.FromEngine(new(1, "", "Error response from daemon: exec: \"nope\": executable file not found in $PATH: unknown\nError: failed to start containers: 240badc1\n"))
            .Message.Should().Be("exec: \"nope\": executable file not found in $PATH: unknown");
}
