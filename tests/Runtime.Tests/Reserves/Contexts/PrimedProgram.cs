// A program of marked members, as small as each kind of first call allows.
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemallocKit.Runtime.Tests.Reserves.Contexts;

/// <summary>What a generated context is to the runtime.</summary>
internal readonly ref struct HandWritten
{
    public static void TakenBy(in HandWritten memalloc) => GC.KeepAlive(null);
}

internal readonly ref struct Another;

internal static partial class PrimedProgram
{
    private static readonly int[] s_numbers = [1, 2, 3];

    private static readonly IWork s_work = new Work();
    private static readonly Base s_derived = new Derived();

    private interface IWork
    {
        [Memalloc]
        int Do();
    }

    private interface IStep
    {
        int Next(int number);
    }

    /// <summary>Every kind of first call, once.</summary>
    [Memalloc]
    public static long CallAll()
    {
        var sum = Local(s_numbers.Length) + Helper.Add(1, 2) + Generic<Step>(new Step { By = 4 });
        Func<int, int> lambda = static number => number + 1;
        Func<int, int> group = Helper.Double;
        sum += lambda(1) + group(2) + new Step { By = 1 }.Twice + Pinvokes.Length("four");
        Span<Step> steps = stackalloc Step[2];
        steps.Fill(new Step { By = sum });
        sum += s_work.Do() + s_derived.Do();
        return steps[1].By + Environment.ProcessorCount;

        static int Local(int number) => number * 2;
    }

    [Memalloc(typeof(Another))]
    public static int ForAnotherContext() => OfAnotherContext.Value;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Generic<T>(T step)
        where T : struct, IStep => step.Next(3);

    private abstract class Base
    {
        [Memalloc]
        public abstract int Do();
    }

    private sealed class Derived : Base
    {
        public override int Do() => Helper.Add(5, 6);
    }

    private sealed class Work : IWork
    {
        int IWork.Do() => Helper.Add(3, 4);
    }

    private static class Helper
    {
        private static readonly object s_made = new();

        public static int Add(int left, int right) => left + right + (s_made is null ? 1 : 0);

        public static int Double(int number) => number * 2;
    }

    private static class OfAnotherContext
    {
        public static readonly int Value = Note();

        private static int Note()
        {
            Initialized = true;
            return 1;
        }
    }

    public static bool Initialized { get; private set; }

    private struct Step : IStep
    {
        public int By;

        [Memalloc]
        public readonly int Twice => By * 2;

        readonly int IStep.Next(int number) => number + By;
    }

    private static partial class Pinvokes
    {
        [LibraryImport("libc", EntryPoint = "strlen", StringMarshalling = StringMarshalling.Utf8)]
        [SuppressGCTransition]
        public static partial int Length(string text);
    }
}
