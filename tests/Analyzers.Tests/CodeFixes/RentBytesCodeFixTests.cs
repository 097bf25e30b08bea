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
                    line[0] = 1;
                    return line.Length == length;
                }
            }
            void Given(in Send context)
            {
                if (!context.Lines.TryRent(16, out var headLease))
                {
                    return;
                }

                using (headLease)
                {
                    var head = headLease.Span;
                    if (!context.Lines.TryRent(32, out var bodyLease))
                    {
                        return;
                    }

                    using (bodyLease)
                    {
                        var body = bodyLease.Span;
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
            void OtherElement(in Send memalloc) { var line = {|MKIT3002:new int[8]|}; line[0] = 1; }
            byte[] Returned(in Send memalloc) { return {|MKIT3002:new byte[8]|}; }
        }
        """ + Trees.Source);
}
