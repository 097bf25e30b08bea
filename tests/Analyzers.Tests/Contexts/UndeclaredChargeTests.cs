using MemallocKit.Analyzers.Tests.Verification;
using Microsoft.CodeAnalysis.Testing;

namespace MemallocKit.Analyzers.Tests.Contexts;

public class UndeclaredChargeTests
{
    [Fact]
    public Task Every_way_to_charge_an_undeclared_reserve_is_reported() => Verify.Source("""
        class C
        {
            void Entered(ByteLease lease)
            {
                using var memalloc = Send.Enter();
                using var b = {|MKIT2003:Trees.Disk.Blocks|}.Rent(TimeSpan.Zero);
                if ({|MKIT2003:Trees.Disk.Blocks|}.TryRent(out var a)) { a.Dispose(); }
                {|MKIT2003:Trees.Disk.Blocks|}.TryCharge(1);
                {|MKIT2003:Joined.Names|}.Charge(1, TimeSpan.Zero);
                lease.TryTransferTo({|MKIT2003:Joined.Names|});
            }
            void Parameter(in Send memalloc) { {|MKIT2003:Trees.Disk.Blocks|}.TryCharge(1); }
            [Memalloc(typeof(Send))] void Marked() { {|MKIT2003:Trees.Disk.Blocks|}.TryCharge(1); }
            [Memalloc(typeof(Send))] int Property { get { {|MKIT2003:Joined.Names|}.TryCharge(1); return 1; } }
            void Statement()
            {
                using (Store.Enter()) { {|MKIT2003:Trees.Network.Data.Reserve|}.TryCharge(1); }
                Trees.Network.Data.Reserve.TryCharge(1);
            }
            void Local()
            {
                using var memalloc = Send.Enter();
                var blocks = Trees.Disk.Blocks;
                if (blocks != null) { {|MKIT2003:blocks|}.TryCharge(1); }
            }
            [Memalloc] void Buffers()
            {
                using var memalloc = Store.Enter();
                using var writer = {|MKIT3001:new ReserveBufferWriter({|MKIT2003:Trees.Network.Lines|}, 4)|};
            }
        }
        """ + Trees.Source);

    [Fact]
    public Task Declared_reserves_are_silent() => Verify.Source("""
        class C
        {
            void Entered()
            {
                using var memalloc = Send.Enter();
                Trees.Network.Pages.TryCharge(1);
                Trees.Network.Data.Reserve.TryCharge(1);
                memalloc.Pages.TryCharge(1);
            }
            void Tree(in Store memalloc) { Joined.Names.TryCharge(1); Trees.Disk.Blocks.TryCharge(1); }
            void Nested(in Store memalloc)
            {
                using (Send.Enter()) { Trees.Disk.Blocks.TryCharge(1); Trees.Network.Pages.TryCharge(1); }
            }
            void Lambda(in Store memalloc)
            {
                Local();
                static void Local() { Joined.Names.TryCharge(1); }
            }
        }
        """ + Trees.Source);

    [Fact]
    public Task Reserves_and_contexts_that_are_not_known_are_silent() => Verify.Source("""
        class C
        {
            ByteReserve _field;
            void From(ByteReserve parameter, bool other, ReadOnlySpan<ReserveNode> nodes)
            {
                using (var memalloc = Send.Enter())
                {
                    parameter.TryCharge(1);
                    _field.TryCharge(1);
                    var changed = Joined.Names;
                    if (other) { changed = parameter; }
                    changed.TryCharge(1);
                    Joined.Names.TryRent(8, out var lease, Entitlement.None);
                    lease.Dispose();
                }
                using (MemallocScope.Enter(nodes)) { Joined.Names.TryCharge(1); }
                Joined.Names.TryCharge(1);
            }
            [Memalloc] void Any() { Joined.Names.TryCharge(1); }
        }
        """ + Trees.Source);

    [Fact]
    public Task Trees_and_contexts_of_a_referenced_assembly_are_judged_too() => Verify.SourceWithReference(
        """
        class C
        {
            void Entered(in Send send, in Own own)
            {
                Trees.Network.Pages.TryCharge(1);
                Trees.Network.Data.Reserve.TryCharge(1);
                Joined.Names.TryCharge(1);
            }
            void Outside(in Send send)
            {
                {|MKIT2003:Trees.Disk.Blocks|}.TryCharge(1);
                {|MKIT2003:Joined.Names|}.TryCharge(1);
                {|MKIT2003:OwnTree.Own|}.TryCharge(1);
            }
            void OfOwn(in Own own)
            {
                Joined.Names.TryCharge(1);
                {|MKIT2003:Trees.Network.Pages|}.TryCharge(1);
            }
        }
        [MemallocContext(typeof(OwnTree))] readonly ref struct Own { }
        [ReserveTree]
        static class OwnTree
        {
            [ReserveNode(Bytes = 8)] public static ByteReserve Own => null;
            [ReserveNode(Tree = typeof(Joined))] public static ReserveGroup Library => null;
        }
        """,
        Trees.Source.Replace("\nstatic class", "\npublic static class").Replace("\nreadonly ref", "\npublic readonly ref"));

    [Fact]
    public Task Mark_that_names_several_contexts_needs_each_to_declare() => Verify.Source("""
        class C
        {
            [Memalloc(typeof(Send), typeof(Store))] void Either() { {|#0:Trees.Network.Pages|}.TryCharge(1); }
            [Memalloc(typeof(Both), typeof(Send))] void Both() { Trees.Network.Pages.TryCharge(1); }
        }
        [MemallocContext(typeof(Trees))]
        readonly ref struct Both
        {
            public void Dispose() { }
        }
        """ + Trees.Source,
        Verify.Message("MKIT2003", 0, "'Trees.Network.Pages' is charged in 'Store', which does not declare it; add 'typeof(Trees.Network)' to the [MemallocContext] of 'Store', or charge a reserve that it declares")
            .WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
}
