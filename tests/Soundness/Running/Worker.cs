// The process that measures: goes through its work and keeps a journal.
using System.Diagnostics;
using System.Globalization;
using MemallocKit.Soundness.Calls;
using MemallocKit.Soundness.Generating;
using MemallocKit.Soundness.Judging;
using MemallocKit.Soundness.Measuring;
using MemallocKit.Summaries.Tables;

namespace MemallocKit.Soundness.Running;

internal sealed class Worker(Work work, Journal journal, Claims claims, int seed)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    private readonly Forbidden _forbidden = Forbidden.BuiltIn();
    private CallMaker _maker = null!;
    private (int Index, int Set) _at;
    private long _began;

    /// <summary>Measures from the member <paramref name="from"/> on, on a thread of its own, and ends the process if a call does not end.</summary>
    public void Run(int from)
    {
        _maker = new CallMaker(_forbidden, new Values(_forbidden));
        _began = Stopwatch.GetTimestamp();
        var thread = new Thread(() => Measure(from), 16 << 20) { IsBackground = true, Name = "measuring" };
        thread.Start();
        while (!thread.Join(TimeSpan.FromMilliseconds(200)))
        {
            if (Stopwatch.GetElapsedTime(Volatile.Read(ref _began)) > s_limit)
            {
                journal.Add(new Record(_at.Index, _at.Set, Ending.Hung, default, default, false, $"no end after {s_limit}"));
                return;
            }
        }

        journal.Finish();
    }

    private void Measure(int from)
    {
        Measurement.Prepare();
        for (var index = from; index < work.Members.Count; index++)
        {
            foreach (var set in work.Sets[index])
            {
                _at = (index, set);
                Volatile.Write(ref _began, Stopwatch.GetTimestamp());
                journal.Begin(index, set);
                journal.Add(Record(index, set));
            }
        }
    }

    private Record Record(int index, int set)
    {
        var member = work.Members[index];
        if (HandWritten.Find(member.Id) is { } written)
        {
            return new Record(index, set, Ending.Measured, Measurement.Of(_ => written.Call(), static () => []), default, true, member.Id);
        }

        try
        {
            var chance = new Random((int)StableHash.Of($"{member.Id}#{set}", (uint)seed));
            if (_maker.Plan(member.Resolve(), chance) is not { } call)
            {
                return Unusable("no arguments");
            }

            var values = chance.Next();
            if (_maker.Fill(call, values) is not { } slots)
            {
                return Unusable("no arguments");
            }

            var claim = claims.Of(call, slots);
            var bytes = Measurement.Of(CallEmitter.Emit(call), () => _maker.Fill(call, values));
            return bytes.Returned
                ? new Record(index, set, Ending.Measured, bytes, claim.Class, claim.IsKnown, Describe(call, slots))
                : Unusable("every call threw");
        }
        catch (Exception e)
        {
            // Made-up arguments, types and code: whatever goes wrong is of no use, and of no harm.
            return Unusable($"{e.GetType().Name}: {e.Message}");
        }

        Record Unusable(string why) => new(index, set, Ending.Unusable, default, default, false, why);
    }

    private static string Describe(Call call, object?[] slots)
    {
        try
        {
            var method = $"{call.Method.DeclaringType}.{call.Method}";
            var values = slots.Select(s => s switch
            {
                null => "null",
                string text => $"\"{text}\"",
                IFormattable number when s.GetType().IsValueType => string.Create(CultureInfo.InvariantCulture, $"{number}"),
                _ => s.GetType().ToString(),
            });
            return $"{method} on {string.Join(", ", values)}";
        }
        catch (Exception e)
        {
            return e.GetType().Name;
        }
    }
}
