// Runs calls in one configuration, judges them, and repeats what broke a claim until it is sure.
using MemallocKit.Soundness.Generating;
using MemallocKit.Soundness.Judging;
using MemallocKit.Summaries.Tables;

namespace MemallocKit.Soundness.Running;

/// <param name="Member">What was called.</param>
/// <param name="Record">What came of it.</param>
/// <param name="Claim">What the table claims of the call.</param>
internal sealed record Violation(Configuration Configuration, Member Member, Record Record, SummaryClass Claim, Verdict Verdict)
{
    public override string ToString() =>
        $"{Verdict} {Member.Id} ({Configuration.Name}): {Claim}, {Record.Bytes.Fewest} to {Record.Bytes.Most} bytes, arguments {Record.Set}: {Record.Text}";
}

/// <param name="Tally">The figures.</param>
/// <param name="Violations">Claims that were broken, in every repetition.</param>
/// <param name="Unrepeated">Claims that were broken once, and held when the call ran in a process of its own.</param>
internal sealed record GateResult(Tally Tally, List<Violation> Violations, List<Violation> Unrepeated);

internal sealed class Gate(ChildProcess child, IReadOnlyDictionary<string, ClientSummary> handWritten, int seed, int parallel, Action<string> report, TextWriter? details)
{
    private const int MembersAProcess = 800;
    private const int MostAlone = 60;

    public IReadOnlyDictionary<string, ClientSummary> HandWritten => handWritten;

    /// <summary>Calls every member with several sets of arguments.</summary>
    public GateResult Run(IReadOnlyList<Member> members, int sets, Configuration configuration)
    {
        var tally = new Tally();
        var broken = new List<Violation>();
        var all = Enumerable.Range(0, sets).ToArray();
        var done = 0;
        Parallel.ForEach(members.Chunk(MembersAProcess), new ParallelOptions { MaxDegreeOfParallelism = parallel }, chunk =>
        {
            // What has no parameters has one set of arguments.
            var records = child.Run(new Work(chunk, [.. chunk.Select(m => m.Module.Length == 0 ? [0] : all)]), configuration, seed);
            lock (tally)
            {
                broken.AddRange(records.Select(r => Judge(chunk, r, configuration, tally)).OfType<Violation>());
                done += chunk.Length;
                report($"{configuration.Name}: {done:N0} of {members.Count:N0} members, {tally.Usable:N0} usable calls, {broken.Count} to repeat");
            }
        });

        // Once more without most of the others, which may have changed something; then each alone.
        var repeated = Repeat(broken, configuration);
        if (repeated.Count <= MostAlone)
        {
            repeated = [.. repeated.SelectMany(v => Repeat([v], configuration))];
        }

        var sure = repeated.Select(v => (v.Member.Id, v.Record.Set)).ToHashSet();
        return new GateResult(tally, repeated, [.. broken.Where(v => !sure.Contains((v.Member.Id, v.Record.Set)))]);
    }

    private List<Violation> Repeat(List<Violation> broken, Configuration configuration)
    {
        if (broken.Count == 0)
        {
            return [];
        }

        var byMember = broken.GroupBy(v => v.Member).ToArray();
        var members = byMember.Select(g => g.Key).ToArray();
        var records = child.Run(new Work(members, [.. byMember.Select(g => g.Select(v => v.Record.Set).ToArray())]), configuration, seed);
        return [.. records.Select(r => Judge(members, r, configuration, null)).OfType<Violation>()];
    }

    private Violation? Judge(Member[] members, Record record, Configuration configuration, Tally? tally)
    {
        var member = members[record.Index];
        var claim = handWritten.TryGetValue(member.Id, out var client) ? client.Entry.Class : record.Class;
        Verdict? verdict = record.Ending == Ending.Measured ? Verdicts.Of(record, claim) : null;
        if (tally is not null)
        {
            tally.Add(member.Id, record, verdict);
            var outcome = verdict?.ToString() ?? record.Ending.ToString();
            details?.WriteLine(
                $"{configuration.Name}\t{outcome}\t{claim}\t{record.Bytes.Fewest}\t{record.Bytes.Most}\t{member.Id}\t{record.Set}\t{record.Text}");
        }

        return verdict is { } broken && broken.IsViolation() ? new Violation(configuration, member, record, claim, broken) : null;
    }
}
