// What a process that measures writes down, a line at a time, so that what it did is known if it dies.
using System.Globalization;
using System.Text;
using MemallocKit.Soundness.Measuring;
using MemallocKit.Summaries.Tables;

namespace MemallocKit.Soundness.Running;

internal enum Ending
{
    /// <summary>A call returned and was measured.</summary>
    Measured,

    /// <summary>No argument could be made, or every call threw.</summary>
    Unusable,

    /// <summary>The process ended itself, or was ended, because the call took too long.</summary>
    Hung,

    /// <summary>The process died.</summary>
    Crashed,
}

/// <param name="Index">Of the member in the work.</param>
/// <param name="Set">Of arguments; -1: the process never got to one.</param>
/// <param name="Class">What the table claims of this call.</param>
/// <param name="Text">The call, or why it cannot be used.</param>
internal sealed record Record(int Index, int Set, Ending Ending, Bytes Bytes, SummaryClass Class, bool IsKnown, string Text);

internal sealed class Journal : IDisposable
{
    private const string Begun = "begun";
    private const string Finished = "finished";

    private readonly FileStream _file;
    private readonly Lock _lock = new();

    public Journal(string path) => _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);

    public void Begin(int index, int set) => Write(string.Create(CultureInfo.InvariantCulture, $"{Begun}\t{index}\t{set}"));

    public void Finish() => Write(Finished);

    public void Add(Record record) => Write(string.Join('\t', Fields(record)));

    public void Dispose() => _file.Dispose();

    /// <summary>The records of a journal; what was begun and not recorded has crashed.</summary>
    /// <returns>The records, and the member to go on with; null if the work was finished.</returns>
    public static (List<Record> Records, int? Next) Read(string path)
    {
        var records = new List<Record>();
        (int Index, int Set)? begun = null;
        foreach (var fields in File.ReadAllLines(path).Select(l => l.Split('\t')))
        {
            switch (fields[0])
            {
                case Finished:
                    return (records, null);
                case Begun when fields.Length == 3:
                    begun = (Number(fields[1]), Number(fields[2]));
                    break;
                case not Begun when fields.Length == 10:
                    records.Add(Parse(fields));
                    begun = null;
                    break;
                default:
                    // The process died in the middle of a line.
                    break;
            }
        }

        if (begun is var (index, set))
        {
            records.Add(new Record(index, set, Ending.Crashed, default, default, false, "the process died"));
        }

        return (records, records.Count == 0 ? 0 : records[^1].Index + 1);
    }

    private static string[] Fields(Record r) =>
    [
        r.Ending.ToString(), Text(r.Index), Text(r.Set), Text(r.Bytes.Fewest), Text(r.Bytes.Most), r.Bytes.OnNewArguments.ToString(),
        Text(r.Bytes.Thrown), r.Class.ToString(), r.IsKnown.ToString(), string.Concat(r.Text.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c)),
    ];

    private static Record Parse(string[] f) => new(
        Number(f[1]),
        Number(f[2]),
        Enum.Parse<Ending>(f[0]),
        new Bytes(long.Parse(f[3], CultureInfo.InvariantCulture), long.Parse(f[4], CultureInfo.InvariantCulture), bool.Parse(f[5]), Number(f[6])),
        Enum.Parse<SummaryClass>(f[7]),
        bool.Parse(f[8]),
        f[9]);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private void Write(string line)
    {
        lock (_lock)
        {
            _file.Write(Encoding.UTF8.GetBytes(line + "\n"));
        }
    }
}
