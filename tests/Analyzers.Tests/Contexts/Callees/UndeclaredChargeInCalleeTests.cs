using MemallocKit.Analyzers.Tests.Verification;
using Microsoft.CodeAnalysis.Testing;

namespace MemallocKit.Analyzers.Tests.Contexts.Callees;

public class UndeclaredChargeInCalleeTests
{
    [Fact]
    public Task Charges_of_called_methods_are_seen_however_they_are_called() => Verify.Source("""
        class C
        {
            void Entered(Writer writer, Box box, Writer[] writers)
            {
                using var memalloc = Send.Enter();
                {|MKIT2003:Direct()|};
                {|MKIT2003:Chain(3)|};
                {|MKIT2003:Property|} = {|MKIT2003:Property|} + 1;
                _ = {|MKIT2003:writer + writer|};
                {|MKIT2003:Passed(Trees.Disk.Blocks)|};
                {|MKIT2003:PassedOn(Joined.Names)|};
                {|MKIT2003:Marked()|};
                {|MKIT2003:box.Virtual()|};
                foreach (var item in {|MKIT2003:new Items()|}) { }
                using ({|MKIT2003:new Items.Ends()|}) { }
            }
            void Parameter(in Send memalloc) => {|MKIT2003:Direct()|};
            [Memalloc(typeof(Send))] void OfContext() => {|MKIT2003:Direct()|};
            void Function()
            {
                using var memalloc = Send.Enter();
                {|MKIT2003:Local()|};
            }
            static void Direct() => Trees.Disk.Blocks.TryCharge(1);
            static void Chain(int n) { if (n > 0) { Chain(n - 1); Last(); } }
            static void Last() { Chain(0); if (Joined.Names.TryRent(8, out var lease)) { lease.Dispose(); } }
            static void Local() => Direct();
            static int Property { get { Direct(); return 1; } set => Direct(); }
            static void Passed(ObjectReserve<int> reserve) => reserve.TryCharge(1);
            static void PassedOn(ByteReserve names) => Two(1, reserve: names);
            static void Two(int n, ByteReserve reserve) => reserve.TryCharge(n);
            [Memalloc] static void Marked() => Direct();
        }
        class Writer { public static Writer operator +(Writer a, Writer b) { Joined.Names.TryCharge(1); return a; } }
        class Shape { public virtual void Virtual() { } }
        sealed class Box : Shape { public override void Virtual() => Joined.Names.TryCharge(1); }
        struct Items
        {
            public Ends GetEnumerator() { Joined.Names.TryCharge(1); return default; }
            public struct Ends : IDisposable { public int Current => 1; public bool MoveNext() => false; public void Dispose() => Joined.Names.TryCharge(1); }
        }
        """ + Trees.Source);

    [Fact]
    public Task Charges_that_are_declared_or_judged_elsewhere_or_not_certain_to_happen_are_silent() => Verify.Source("""
        class C
        {
            ByteReserve _field;
            void Entered(Shape shape, Action action)
            {
                using var memalloc = Send.Enter();
                Declared();
                OwnContext();
                Other(default);
                Proof();
                Passed(Trees.Network.Lines);
                Field();
                shape.Virtual();
                Lambda();
                Thrown();
            }
            void Outside() => Direct();
            [Memalloc] void AnyContext() => Direct();
            static void Direct() => Trees.Disk.Blocks.TryCharge(1);
            static void Declared() => Trees.Network.Pages.TryCharge(1);
            static void OwnContext() { using var memalloc = Store.Enter(); Direct(); Trees.Disk.Blocks.TryCharge(1); }
            static void Other(in Store memalloc) => Direct();
            [Memalloc(typeof(Store))] static void Marked() => Direct();
            static void Proof() { using (Store.Enter()) { Marked(); } }
            static void Passed(ByteReserve reserve) => reserve.TryCharge(1);
            void Field() => _field.TryCharge(1);
            static void Lambda() => Later(static () => Direct());
            static void Later(Action action) { }
            static void Thrown() { if (Trees.Network.Pages is null) throw Failure(); }
            static Exception Failure() { Direct(); return null; }
        }
        class Shape { public virtual void Virtual() => Joined.Names.TryCharge(1); }
        """ + Trees.Source);

    [Fact]
    public Task Message_names_the_chain() => Verify.Source("""
        class C
        {
            void M()
            {
                using var memalloc = Send.Enter();
                {|#0:Flush()|};
            }
            static void Flush() => {|#1:Write()|};
            static void Write() { {|#2:Trees.Disk.Blocks.TryCharge(1)|}; }
        }
        """ + Trees.Source.Replace("readonly ref struct Send", "readonly ref struct {|#3:Send|}"),
        Verify.Message("MKIT2003", 0, "'Trees.Disk.Blocks' is charged by 'M → Flush → Write → Trees.Disk.Blocks.TryCharge' in 'Send', which does not declare it; add 'typeof(Trees.Disk)' to the [MemallocContext] of 'Send', or charge a reserve that it declares")
            .WithLocation(3).WithLocation(1).WithLocation(2));
}
