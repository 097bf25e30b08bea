// The quick part of the gate: calls by hand and some thousand that are made up, in every configuration.
using MemallocKit.Soundness.Running;

namespace MemallocKit.Soundness.Tests;

[Collection(nameof(GateTests))]
[CollectionDefinition(nameof(GateTests), DisableParallelization = true)]
public class GateTests(ITestOutputHelper output)
{
    private const int Sample = 1500;

    [Theory]
    [InlineData("optimised")]
    [InlineData("jitted")]
    [InlineData("first-tier")]
    public void Calls_allocate_what_their_classes_say(string configuration)
    {
        using var text = new StringWriter();
        bool sound;
        using (var session = Session(text, configuration, Random.Shared.Next(), Sample))
        {
            sound = session.Run();
        }

        output.WriteLine(text.ToString());
        Assert.True(sound, text.ToString());
    }

    internal static Session Session(TextWriter text, string configuration, int seed, int? sample, string? table = null, params string[] only) => new(
        new RunSettings(
            seed, [Configuration.All.Single(c => c.Name == configuration)], only, 2, sample, table, Environment.ProcessorCount, null),
        text,
        static _ => { });
}
