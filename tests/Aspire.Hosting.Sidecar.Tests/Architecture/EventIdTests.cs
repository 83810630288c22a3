using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Sidecar.Tests.Architecture;

[TestClass]
public sealed class EventIdTests
{
    [TestMethod]
    public void Every_message_of_the_log_has_an_id_of_its_own()
    {
        var messages = from type in typeof(SidecarResource).Assembly.GetTypes()
                       from method in type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                       let message = method.GetCustomAttribute<LoggerMessageAttribute>()
                       where message is not null
                       select message.EventId;

        messages.Should().NotBeEmpty().And.OnlyHaveUniqueItems();
    }
}
