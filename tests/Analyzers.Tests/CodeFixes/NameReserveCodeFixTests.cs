using MemallocKit.Analyzers.Tests.Contexts;
using MemallocKit.Analyzers.Tests.Verification;
using MemallocKit.CodeFixes;

namespace MemallocKit.Analyzers.Tests.CodeFixes;

public class NameReserveCodeFixTests
{
    [Fact]
    public Task Class_of_the_reserve_is_added_to_the_context() => Verify.Fix<NameReserveCodeFix>(
        Source("{|MKIT2003:Trees.Disk.Blocks|}.TryCharge(1);", "typeof(Trees.Network.Data)"),
        Source("Trees.Disk.Blocks.TryCharge(1);", "typeof(Trees.Network.Data), typeof(Trees.Disk)"));

    [Fact]
    public Task Several_classes_are_added_at_once_and_each_once() => Verify.Fix<NameReserveCodeFix>(
        Source("{|MKIT2003:Trees.Disk.Blocks|}.TryCharge(1); {|MKIT2003:Trees.Disk.Blocks|}.TryCharge(1); {|MKIT2003:Trees.Network.Pages|}.TryCharge(1);", "typeof(Trees.Network.Data)"),
        Source("Trees.Disk.Blocks.TryCharge(1); Trees.Disk.Blocks.TryCharge(1); Trees.Network.Pages.TryCharge(1);", "typeof(Trees.Network.Data), typeof(Trees.Disk), typeof(Trees.Network)"));

    private static string Source(string statements, string nodes) => $$"""
        class C
        {
            void M()
            {
                using var memalloc = Writing.Enter();
                {{statements}}
            }
        }

        [MemallocContext({{nodes}})]
        readonly ref struct Writing
        {
            public static Writing Enter() => default;
            public void Dispose() { }
        }
        """ + Trees.Source;
}
