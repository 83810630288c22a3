using System.Text;
using Aspire.Hosting.Sidecar.Applying;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Sidecar.Tests.Applying;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public class StoreFolderTests
{
    private const string Profile = "/home/somebody";

    [TestMethod]
    public void It_is_in_the_store() => Folder("/code/obj").Should().Be("/code/obj/.aspire/sidecar/api/logs");

    [TestMethod]
    [DataRow("/a/rather/deep/checkout/of/a/repository/with/a/long/name/src/Some.Company.AppHost/obj")]
    [DataRow("/with,comma/obj")]
    [DataRow("/with:colon/obj")]
    public void Where_that_is_too_long_or_not_to_be_mounted_it_is_below_the_profile(string store)
    {
        var folder = Folder(store);

        folder.Should().MatchRegex("^/home/somebody/[.]aspire/sidecar/[0-9a-f]{10}/logs$");
        folder.Should().Be(Folder(store), "the next run must find it").And.NotBe(Folder(store + "x")).And.NotBe(Folder(store, main: "web"));
    }

    [TestMethod]
    public void A_socket_in_it_has_a_path_that_programs_can_open()
    {
        var folder = Folder("/code/obj", main: new string('m', 64), volume: new string('v', 63));

        Encoding.UTF8.GetByteCount($"{folder}/{new string('s', 20)}").Should().BeLessThanOrEqualTo(100);
    }

    [TestMethod]
    public void Bytes_count_not_characters() =>
        Encoding.UTF8.GetByteCount(Folder("/" + new string('ü', 30) + "/obj") + "/" + new string('s', 20)).Should().BeLessThanOrEqualTo(100);

    [TestMethod]
    public void Without_a_profile_it_stays_in_the_store() => Folder("/" + new string('a', 100), profile: "").Should().StartWith("/aaa");

    [TestMethod]
    public void Names_of_pods_and_volumes_do_not_collide() =>
        Folder("/code/obj", main: "api", volume: "web-logs").Should().NotBe(Folder("/code/obj", main: "api-web", volume: "logs"));

    [TestMethod]
    public void The_command_line_says_where()
    {
        var builder = DistributedApplication.CreateBuilder(["--Aspire:Store:Path=/srv/store"]);

        Of(builder).Should().Be("/srv/store/.aspire/sidecar/api/logs");
    }

    [TestMethod]
    public void Code_says_where()
    {
        var builder = DistributedApplication.CreateBuilder([]);
        builder.Configuration["Aspire:Store:Path"] = "/srv/store";

        Of(builder).Should().Be("/srv/store/.aspire/sidecar/api/logs");
    }

    [TestMethod]
    public void A_source_that_is_added_later_says_where()
    {
        var builder = DistributedApplication.CreateBuilder(["--Aspire:Store:Path=/srv/store"]);
        builder.Configuration.AddInMemoryCollection([new("Aspire:Store:Path", "/srv/other")]);

        Of(builder).Should().Be("/srv/other/.aspire/sidecar/api/logs");
    }

    [TestMethod]
    public void A_relative_path_is_one_of_the_AppHost()
    {
        var builder = DistributedApplication.CreateBuilder(["--Aspire:Store:Path=../s"]);
        builder.Configuration["AppHost:Directory"] = "/srv/AppHost";

        Of(builder).Should().Be("/srv/s/.aspire/sidecar/api/logs");
    }

    [TestMethod]
    public void By_default_it_is_where_Aspire_keeps_its_files()
    {
        var builder = DistributedApplication.CreateBuilder([]);
        var store = builder.Configuration["Aspire:Store:Path"];

        Of(builder).Should().Be(Folder(store!));
    }

    private static string Of(IDistributedApplicationBuilder builder) => StoreFolder.Of(builder.Configuration, Profile, "api", "logs");

    private static string Folder(string store, string profile = Profile, string main = "api", string volume = "logs") => StoreFolder.Of(
        new ConfigurationBuilder().AddInMemoryCollection([new("Aspire:Store:Path", store)]).Build(), profile, main, volume);
}
