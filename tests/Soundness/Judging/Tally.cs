// The figures of one configuration.
using MemallocKit.Soundness.Running;

namespace MemallocKit.Soundness.Judging;

/// <summary>Not thread-safe.</summary>
internal sealed class Tally
{
    private readonly Dictionary<Verdict, int> _verdicts = [];
    private readonly HashSet<string> _members = new(StringComparer.Ordinal);

    /// <summary>Calls that returned at least once and were measured.</summary>
    public int Usable { get; private set; }

    /// <summary>Members with such a call.</summary>
    public int Members => _members.Count;

    public int Unusable { get; private set; }

    /// <summary>Members that ended the process or did not end.</summary>
    public List<string> Lost { get; } = [];

    /// <summary>Members that were measured and that the table does not have.</summary>
    public HashSet<string> Unlisted { get; } = new(StringComparer.Ordinal);

    public int Free => Count(Verdict.Recognised) + Count(Verdict.Missed);

    /// <summary>Of the calls that allocate nothing, the share that is recognised.</summary>
    public double Precision => Free == 0 ? 1 : (double)Count(Verdict.Recognised) / Free;

    public void Add(string id, Record record, Verdict? verdict)
    {
        switch (record.Ending)
        {
            case Ending.Measured:
                Usable++;
                _members.Add(id);
                _verdicts[verdict!.Value] = Count(verdict.Value) + 1;
                if (!record.IsKnown)
                {
                    Unlisted.Add(id);
                }

                break;
            case Ending.Unusable:
                Unusable++;
                break;
            default:
                Lost.Add($"{id} {(record.Ending == Ending.Hung ? "did not end" : "ended the process")}, arguments {record.Set}");
                break;
        }
    }

    public int Count(Verdict verdict) => _verdicts.GetValueOrDefault(verdict);

    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{Usable:N0} usable calls of {Members:N0} members; {Free:N0} allocate nothing, {Count(Verdict.Recognised):N0} of them recognised ({100 * Precision:F1} %); {Count(Verdict.Allocates):N0} allocate; {Unusable:N0} could not be used, {Lost.Count:N0} hung or crashed");
}
