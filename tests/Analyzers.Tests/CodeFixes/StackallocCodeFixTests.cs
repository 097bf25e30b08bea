using MemallocKit.Analyzers.Tests.Verification;
using MemallocKit.CodeFixes;

namespace MemallocKit.Analyzers.Tests.CodeFixes;

public class StackallocCodeFixTests
{
    [Fact]
    public Task Small_arrays_of_constant_length_move_to_the_stack() => Verify.Fix<StackallocCodeFix>(
        """
        class C
        {
            const int Length = 16;
            [Memalloc] int M(int n)
            {
                // A line.
                var line = {|MKIT3002:new byte[32]|};
                line[0] = 1;
                long[] sums = {|MKIT3002:new long[Length]|};
                sums[1] += line.Length;
                var table = {|MKIT3002:new int[] { 1, 2, n }|};
                Fill({|MKIT3002:new char[8]|});
                return table[0] + (int)sums[1];
            }
            static void Fill(Span<char> text) { }
        }
        """,
        """
        class C
        {
            const int Length = 16;
            [Memalloc] int M(int n)
            {
                // A line.
                Span<byte> line = stackalloc byte[32];
                line[0] = 1;
                Span<long> sums = stackalloc long[Length];
                sums[1] += line.Length;
                Span<int> table = stackalloc int[] { 1, 2, n };
                Fill(stackalloc char[8]);
                return table[0] + (int)sums[1];
            }
            static void Fill(Span<char> text) { }
        }
        """);

    [Fact]
    public Task Initialized_arrays_keep_their_elements_and_comments() => Verify.Fix<StackallocCodeFix>(
        """
        class C
        {
            [Memalloc] int M(int n)
            {
                var table = {|MKIT3002:new[] { 1, /* the second */ n }|};
                short[] steps = {|MKIT3002:{ 1, 2 }|};
                var line = {|MKIT3002:new /* cleared */ byte[4]|};
                return table[0] + steps[1] + line[0];
            }
        }
        """,
        """
        class C
        {
            [Memalloc] int M(int n)
            {
                Span<int> table = stackalloc[] { 1, /* the second */ n };
                Span<short> steps = stackalloc short[] { 1, 2 };
                Span<byte> line = stackalloc /* cleared */ byte[4];
                return table[0] + steps[1] + line[0];
            }
        }
        """);

    [Fact]
    public Task Nothing_is_offered_where_the_stack_is_not_cleared() => Verify.NoFix<StackallocCodeFix>("""
        [System.Runtime.CompilerServices.SkipLocalsInit]
        class C
        {
            [Memalloc] int M() { var line = {|MKIT3002:new byte[4]|}; return line[0]; }
        }
        """);

    [Fact]
    public Task Large_unknown_repeated_and_escaping_arrays_are_left_alone() => Verify.NoFix<StackallocCodeFix>("""
        class C
        {
            byte[] _kept;
            [Memalloc] byte[] M(int n)
            {
                var large = {|MKIT3002:new byte[4096]|};
                var unknown = {|MKIT3002:new byte[n]|};
                var strings = {|MKIT3002:new string[2]|};
                for (var i = 0; i < n; i++) { var each = {|MKIT3002:new byte[8]|}; each[0] = 1; }
                _kept = {|MKIT3002:new byte[8]|};
                var passed = {|MKIT3002:new byte[8]|};
                Keep(passed);
                return {|MKIT3002:new byte[8]|};
            }
            void Keep(byte[] bytes) => _kept = bytes;
        }
        """);
}
