// What the emitted Prime() is given: the types with marked members, and the methods of the user.
namespace MemallocKit.Generators.Tests;

public sealed class PrimingPlanTests : GeneratorTest
{
    private const string Tree =
        """
        namespace Demo;

        [ReserveTree] public static partial class Reserves
        {
            [ReserveNode(Pages = 4)] public static partial PageReserve Buffers { get; }
        }

        [MemallocContext(typeof(Reserves))] public readonly ref partial struct WriteOut
        {
            [MemallocPrime] private static void WarmUp() { }
        }

        [MemallocContext(typeof(Reserves))] public readonly ref partial struct Reclaim;
        """;

    [Fact]
    public Task Types_with_marked_members_are_covered_and_methods_of_the_user_are_run() => Verify(
        [
            Tree,
            """
            namespace Demo;

            public static class Sender
            {
                [Memalloc] public static void ForAny() { }
                [Memalloc] public static int ForAnyToo => 1;
                private static class Inner { [Memalloc(typeof(WriteOut))] public static void ForOne() { } }
                internal class Generic<T> { [Memalloc(typeof(Reclaim), typeof(WriteOut))] public void ForBoth() { } }
                [Memalloc] private delegate void NothingToRun();
            }

            [Memalloc(typeof(Reclaim)), Obsolete("Use another.")] public struct @event { public int Method() => 1; }

            public class Local { [Memalloc] void M() { } public int Accessor { [Memalloc] get => 1; set { } } }

            file class Hidden { [Memalloc] public void Method() { } }

            internal static class WarmUps
            {
                [MemallocPrime] internal static void Every() { }
                [MemallocPrime] internal static void Inside(in WriteOut memalloc) { }
                [MemallocPrime] internal static void Inside(WriteOut memalloc) { }
                [MemallocPrime(typeof(Reclaim))] internal static void @named() { }
            }
            """,
        ],
        edit: ("[MemallocPrime(typeof(Reclaim))]", "[MemallocPrime(typeof(WriteOut))]"));

    [Fact]
    public void Body_of_a_marked_member_changes_nothing()
    {
        const string Member = "class C { [Memalloc] public static int M() => 1; }";
        var run = GeneratorRun.Start(Compilations.Create(Tree, Member));

        CachingAssert.NothingChanged(run.Again(Compilations.Create(Tree, Member.Replace("=> 1", "=> 2 + M()", StringComparison.Ordinal))));
    }

    [Fact]
    public void Another_marked_member_of_a_covered_type_changes_nothing()
    {
        const string Member = "class C { [Memalloc] public static int M() => 1; }";
        var run = GeneratorRun.Start(Compilations.Create(Tree, Member));

        CachingAssert.NothingChanged(run.Again(Compilations.Create(Tree, Member.Replace("}", "[Memalloc] public static int N() => 1; }", StringComparison.Ordinal))));
    }

    [Fact]
    public void Emitted_context_primes_and_reports_what_it_did()
    {
        var run = GeneratorRun.Start(Compilations.Create(Tree, """
            namespace Demo;
            public static class Worker
            {
                private static class Once { public static readonly int Value = Note(); static int Note() { Log += "initialized "; return 1; } }
                public static string Log = "";
                [Memalloc] public static int Work() => Once.Value;
                [MemallocPrime] internal static void WarmUp(in WriteOut memalloc) => Log += memalloc.Buffers.TryRent(out var page) && Return(page) ? "rented " : "refused ";
                private static bool Return(in PageLease page) { page.Dispose(); return true; }
                public static string Prime(Zone zone) { using var connection = Reserves.Connect(zone); return Log + "| " + WriteOut.Prime() + " | " + Log + "| " + WriteOut.Prime(); }
            }
            """));
        CompiledCase.AssertCompiles(run.Output);
        using var zone = new Zone(new ZoneOptions { Bytes = 1 << 20 });

        var text = (string)CompiledCase.Load(run.Output).GetType("Demo.Worker")!.GetMethod("Prime")!.Invoke(null, [zone])!;

        Assert.Matches(
            @"^\| Demo\.WriteOut primed: \d+ types initialized, \d+ methods prepared, 0 imports linked, 1 node primed, run: Demo\.Worker\.WarmUp, Demo\.WriteOut\.WarmUp\. "
            + @"\| initialized rented \| Demo\.WriteOut primed again: 1 node primed\.$",
            text);
    }
}
