using Aspire.Dashboard.Telemetry;

namespace Aspire.Dashboard.Tests.Telemetry;

[TestClass]
public sealed class RingBufferTests
{
    [TestMethod]
    [DataRow(5, 3)]
    [DataRow(100, 40)]
    [DataRow(40, 100)]
    public void Latest_items_are_kept_in_order(int added, int capacity)
    {
        var buffer = new RingBuffer<int>(capacity);
        foreach (var number in Enumerable.Range(1, added))
        {
            buffer.Add(number);
        }

        buffer.ToArray().Should().Equal(Enumerable.Range(1, added).TakeLast(capacity));
        buffer.Count.Should().Be(Math.Min(added, capacity));
    }

    [TestMethod]
    public void Removal_of_the_oldest_makes_room()
    {
        var buffer = new RingBuffer<int>(3);
        foreach (var number in Enumerable.Range(1, 4))
        {
            buffer.Add(number);
        }

        buffer.RemoveFirst();
        buffer.Add(5);
        buffer.ReplaceLast(6);

        buffer.ToArray().Should().Equal(3, 4, 6);
    }
}
