// Every line of the lists that the analyzers bring is run and measured here.
using MemallocKit.Analyzers.Summaries;

namespace MemallocKit.Analyzers.Tests.Summaries;

[Collection(nameof(BuiltInListTests))]
[CollectionDefinition(nameof(BuiltInListTests), DisableParallelization = true)]
public class BuiltInListTests
{
    private const int Warming = 120;
    private const int Batches = 8;
    private const int Calls = 30;

    private static readonly Type[] s_types = [typeof(MemoryCalls), typeof(SystemCalls), typeof(SharedCalls), typeof(AssertCalls), typeof(MemallocKitCalls)];

    public static TheoryData<string, string> Methods =>
        [.. s_types.SelectMany(t => MeasuredSource.MethodsOf(t).Keys.Select(m => (t.Name, m)))];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Measured_calls_allocate_nothing_when_warm(string type, string method) =>
        Assert.Equal(0, BytesOf(MeasuredSource.MethodsOf(TypeOf(type))[method]));

    [Theory]
    [MemberData(nameof(Methods))]
    public void Measured_calls_are_known_to_be_free(string type, string method) =>
        Assert.Equal([], MeasuredSource.Instance.FindingsIn(TypeOf(type), method));

    [Fact]
    public void Every_line_is_measured()
    {
        var measured = s_types.SelectMany(t => MeasuredSource.MethodsOf(t).Keys.SelectMany(m => MeasuredSource.Instance.CalledBy(t, m))).ToHashSet();

        Assert.Equal([], MeasuredSource.Instance.Errors);
        Assert.Equal([], BuiltInLists.Names.SelectMany(n => BuiltInLists.Read(n).Entries.Keys).Except(measured));
    }

    [Fact]
    public void Lists_are_right_and_sorted()
    {
        foreach (var name in BuiltInLists.Names)
        {
            var file = BuiltInLists.Read(name);
            Assert.Empty(file.Problems);
            Assert.Equal(file.Entries.Keys.Order(StringComparer.Ordinal), file.Entries.OrderBy(e => e.Value.Span.Start).Select(e => e.Key));
        }
    }

    private static Type TypeOf(string name) => s_types.Single(t => t.Name == name);

    // The fewest bytes of any batch: what the runtime does of its own accord disturbs one or two, what the call does is in all.
    private static long BytesOf(Action call)
    {
        for (var i = 0; i < Warming; i++)
        {
            call();
        }

        var fewest = long.MaxValue;
        for (var batch = 0; batch < Batches && fewest > 0; batch++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Calls; i++)
            {
                call();
            }

            fewest = Math.Min(fewest, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return fewest;
    }
}
