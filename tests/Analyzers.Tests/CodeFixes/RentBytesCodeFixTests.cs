using MemallocKit.Analyzers.Tests.Contexts;
using MemallocKit.Analyzers.Tests.Verification;
using MemallocKit.CodeFixes;

namespace MemallocKit.Analyzers.Tests.CodeFixes;

public class RentBytesCodeFixTests
{
    [Fact]
    public Task Array_is_rented_from_the_context_and_held_around_what_follows() => Verify.Fix<RentBytesCodeFix>(
        """
        class C
        {
            bool Entered(int length)
            {
                using var memalloc = Send.Enter();
                // A line.
                var line = {|MKIT3002:new byte[length]|};
                line[0] = 1;
                return line.Length == length;
            }
            void Given(in Send context)
            {
                byte[] head = {|MKIT3002:new byte[16]|};
                byte[] body = {|MKIT3002:new byte[32]|};
                head[0] = body[0];
            }
        }
        """ + Trees.Source,
        """
        class C
        {
            bool Entered(int length)
            {
                using var memalloc = Send.Enter();
                // A line.
                if (!memalloc.Lines.TryRent(length, out var lineLease))
                {
                    return false;
                }

                using (lineLease)
                {
                    var line = lineLease.Span;
                    line.Clear();
                    line[0] = 1;
                    return line.Length == length;
                }
            }
            void Given(in Send context)
            {
                if (!context.Lines.TryRent(16, out ByteLease headLease))
                {
                    return;
                }

                using (headLease)
                {
                    Span<byte> head = headLease.Span;
                    head.Clear();
                    if (!context.Lines.TryRent(32, out ByteLease bodyLease))
                    {
                        return;
                    }

                    using (bodyLease)
                    {
                        Span<byte> body = bodyLease.Span;
                        body.Clear();
                        head[0] = body[0];
                    }
                }
            }
        }
        """ + Trees.Source);

    [Fact]
    public Task Nothing_is_offered_without_a_byte_reserve_or_where_the_array_escapes() => Verify.NoFix<RentBytesCodeFix>("""
        class C
        {
            byte[] _kept;
            [Memalloc] void NoContext() { var line = {|MKIT3002:new byte[8]|}; line[0] = 1; }
            void OtherContext(in Store memalloc) { var line = {|MKIT3002:new byte[8]|}; line[0] = 1; }
            void Escapes(in Send memalloc) { var line = {|MKIT3002:new byte[8]|}; _kept = line; }
            void References(in Send memalloc) { var line = {|MKIT3002:new string[8]|}; line[0] = ""; }
            void Rows(in Send memalloc) { var line = {|MKIT3002:new int[8, 2]|}; line[0, 0] = 1; }
            void Filled(in Send memalloc, int n) { var line = {|MKIT3002:new int[] { 1, n }|}; line[0] = 1; }
            byte[] Returned(in Send memalloc) { return {|MKIT3002:new byte[8]|}; }
        }
        """ + Trees.Source);

    [Fact]
    public Task Nothing_is_offered_where_a_directive_would_be_torn_apart_or_no_value_says_that_nothing_was_done() => Verify.NoFix<RentBytesCodeFix>("""
        class C
        {
            void Torn(in Send memalloc)
            {
                var line = {|MKIT3002:new byte[8]|};
        #if !NEVER
                line[0] = 1;
        #endif
            }
            Task<int> Promised(in Send memalloc)
            {
                var line = {|MKIT3002:new byte[8]|};
                return {|MKIT3010:Task.FromResult((int)line[0])|};
            }
        }
        """ + Trees.Source);

    [Fact]
    public Task Arrays_of_other_unmanaged_types_are_cast_and_usings_added() => Verify.Fix<RentBytesCodeFix>(
        """
        namespace N;
        struct Entry { public long Key; public int Value; }
        class C
        {
            [Memalloc(typeof(Send))] IntPtr Marked(int length)
            {
                var line = {|MKIT3002:new int[length + 1]|};
                if (line[0] == 1) return default;
                switch (length)
                {
                    case 1:
                        // Entries.
                        Entry[] entries = {|MKIT3002:new Entry[length]|};
                        entries[0].Value = 1;
                        break;
                }
                return line.Length;
            }
            void Statement(int length)
            {
                using (Send.Enter())
                {
                    var @char = {|MKIT3002:new char[8]|};
                    @char[0] = 'a';
                }
            }
        }
        """ + Trees.Source,
        """
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;

        namespace N;
        struct Entry { public long Key; public int Value; }
        class C
        {
            [Memalloc(typeof(Send))] IntPtr Marked(int length)
            {
                if (!Trees.Network.Lines.TryRent((length + 1) * sizeof(int), out var lineLease))
                {
                    return default;
                }

                using (lineLease)
                {
                    var line = MemoryMarshal.Cast<byte, int>(lineLease.Span);
                    line.Clear();
                    if (line[0] == 1) return default;
                    switch (length)
                    {
                        case 1:
                            // Entries.
                            if (!Trees.Network.Lines.TryRent(length * Unsafe.SizeOf<Entry>(), out ByteLease entriesLease))
                            {
                                return default;
                            }

                            using (entriesLease)
                            {
                                Span<Entry> entries = MemoryMarshal.Cast<byte, Entry>(entriesLease.Span);
                                entries.Clear();
                                entries[0].Value = 1;
                                break;
                            }
                    }
                    return line.Length;
                }
            }
            void Statement(int length)
            {
                using (Send.Enter())
                {
                    if (!Trees.Network.Lines.TryRent(8 * sizeof(char), out var charLease))
                    {
                        return;
                    }

                    using (charLease)
                    {
                        var @char = MemoryMarshal.Cast<byte, char>(charLease.Span);
                        @char.Clear();
                        @char[0] = 'a';
                    }
                }
            }
        }
        """ + Trees.Source);

    [Fact]
    public Task Top_level_statements_are_fixed_too() => Verify.FixProgram<RentBytesCodeFix>(
        """
        Send.Prime();
        using var memalloc = Send.Enter();
        var line = {|MKIT3002:new byte[8]|};
        line[0] = 1;
        """ + Trees.Source,
        """
        Send.Prime();
        using var memalloc = Send.Enter();
        if (!memalloc.Lines.TryRent(8, out var lineLease))
        {
            return;
        }

        using (lineLease)
        {
            var line = lineLease.Span;
            line.Clear();
            line[0] = 1;
        }

        """ + Trees.Source);
}
