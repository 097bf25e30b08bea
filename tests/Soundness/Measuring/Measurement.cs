// How many bytes a warm call allocates on its thread.
using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace MemallocKit.Soundness.Measuring;

/// <summary>What warm calls allocated.</summary>
/// <param name="Fewest">Bytes of the call that allocated least; -1: no call returned.</param>
/// <param name="Most">Bytes of the call that allocated most.</param>
/// <param name="OnNewArguments">Every call that returned was the first on its arguments, which later ones used up or which make it throw.</param>
/// <param name="Thrown">Exceptions that were thrown and caught inside of calls that returned.</param>
internal readonly record struct Bytes(long Fewest, long Most, bool OnNewArguments, int Thrown)
{
    public bool Returned => Fewest >= 0;
}

internal static class Measurement
{
    private const int Warming = 48;
    private const int Measured = 64;
    private const int Throws = 6;
    private const int Repetitions = 3;

    private static readonly TimeSpan s_budget = TimeSpan.FromMilliseconds(120);
    private static int s_thrown;
    private static int s_thread;

    /// <summary>Counts exceptions of the calling thread from now on.</summary>
    public static void Prepare()
    {
        s_thread = Environment.CurrentManagedThreadId;
        AppDomain.CurrentDomain.FirstChanceException += Count;
    }

    /// <summary>
    /// Calls until it is warm, then measures. What only some calls allocate is measured again from the start: what the runtime does of
    /// its own accord does not come back, what the call does is there again. Calls during which a collection ran do not count.
    /// </summary>
    /// <param name="call">What is measured.</param>
    /// <param name="arguments">Makes arguments anew.</param>
    public static Bytes Of(Action<object?[]> call, Func<object?[]?> arguments)
    {
        var bytes = default(Bytes);
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            bytes = Once(call, arguments);
            if (!bytes.Returned || bytes.Most == 0 || bytes.Fewest > 0)
            {
                break;
            }
        }

        return bytes;
    }

    private static Bytes Once(Action<object?[]> call, Func<object?[]?> arguments)
    {
        var current = new Arguments(arguments);
        var watch = Stopwatch.StartNew();
        var throws = 0;
        for (var i = 0; i < Warming && (i < 3 || watch.Elapsed < s_budget); i++)
        {
            if (!current.TryGet(out var made))
            {
                return new Bytes(-1, -1, false, 0);
            }

            try
            {
                call(made);
            }
            catch (Exception)
            {
                if (current.AreNew && ++throws >= Throws)
                {
                    return new Bytes(-1, -1, false, 0);
                }

                current.Drop();
                continue;
            }

            current.AreNew = false;
        }

        var (used, fresh) = (new Range(), new Range());
        watch.Restart();
        throws = 0;
        for (var i = 0; i < Measured && (i < 3 || watch.Elapsed < s_budget) && throws < 2 * Throws; i++)
        {
            if (!current.TryGet(out var made))
            {
                break;
            }

            var collections = GC.CollectionCount(0);
            var thrown = s_thrown;
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                call(made);
            }
            catch (Exception)
            {
                throws++;
                current.Drop();
                continue;
            }

            var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            if (GC.CollectionCount(0) == collections)
            {
                (current.AreNew ? fresh : used).Add(bytes, s_thrown - thrown);
            }

            current.AreNew = false;
        }

        return used.Count > 0 ? used.ToBytes(false) : fresh.ToBytes(true);
    }

    private static void Count(object? sender, FirstChanceExceptionEventArgs e)
    {
        if (Environment.CurrentManagedThreadId == s_thread)
        {
            s_thrown++;
        }
    }

    private sealed class Range
    {
        private long _fewest = long.MaxValue;
        private long _most = -1;
        private int _thrown;

        public int Count { get; private set; }

        public void Add(long bytes, int thrown)
        {
            Count++;
            _thrown += thrown;
            _fewest = Math.Min(_fewest, bytes);
            _most = Math.Max(_most, bytes);
        }

        public Bytes ToBytes(bool onNewArguments) => Count == 0 ? new Bytes(-1, -1, false, 0) : new Bytes(_fewest, _most, onNewArguments, _thrown);
    }

    private sealed class Arguments(Func<object?[]?> make)
    {
        private object?[]? _made;

        public bool AreNew { get; set; }

        public bool TryGet(out object?[] made)
        {
            if (_made is null)
            {
                _made = make();
                AreNew = true;
            }

            made = _made!;
            return _made is not null;
        }

        public void Drop() => _made = null;
    }
}
