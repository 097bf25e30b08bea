// Owner numbers: never 0, never twice, given out again, and an end with words.
using MemallocKit.Slabs;

namespace MemallocKit.Runtime.Tests.Slabs;

public class OwnerNumbersTests
{
    [Fact]
    public void Every_number_is_given_out_once_until_it_is_returned_and_the_last_is_refused_in_words()
    {
        var numbers = new OwnerNumbers();
        var seen = new HashSet<ushort>();
        for (var count = 0; count < ushort.MaxValue; count++)
            Assert.True(seen.Add(numbers.Take()));
        Assert.DoesNotContain((ushort)0, seen);
        Assert.Contains("65535", Assert.Throws<InvalidOperationException>(() => numbers.Take()).Message, StringComparison.Ordinal);
        numbers.Return(4711);
        Assert.Equal(4711, numbers.Take());
        Assert.Throws<InvalidOperationException>(() => numbers.Take());
    }
}
