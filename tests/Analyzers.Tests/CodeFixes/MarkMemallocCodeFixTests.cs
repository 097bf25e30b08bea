using MemallocKit.Analyzers.Tests.Verification;
using MemallocKit.CodeFixes;

namespace MemallocKit.Analyzers.Tests.CodeFixes;

public class MarkMemallocCodeFixTests
{
    [Fact]
    public Task Called_method_is_marked_and_reported_itself() => Verify.Fix<MarkMemallocCodeFix>(
        """
        class C
        {
            [Memalloc] void M() { {|MKIT3010:Encode()|}; }

            // Turns the page into a frame.
            void Encode()
            {
                var buffer = new byte[4];
            }
        }
        """,
        """
        class C
        {
            [Memalloc] void M() { Encode(); }

            // Turns the page into a frame.
            [Memalloc]
            void Encode()
            {
                var buffer = {|MKIT3002:new byte[4]|};
            }
        }
        """);

    [Fact]
    public Task Declaration_that_a_call_names_is_marked_and_binds_what_overrides_it() => Verify.FixCalls<MarkMemallocCodeFix>(
        """
        interface ICodec
        {
            // Packs.
            [Obsolete]
            int Encode(int page);
        }
        class Codec : ICodec { public int Encode(int page) { var made = new object(); return page; } }
        delegate void Visit(int page);
        class C
        {
            #pragma warning disable 612
            [Memalloc] void M(ICodec codec, Visit visit) { {|MKIT3014:codec.Encode(1)|}; {|MKIT3014:visit(1)|}; }
        }
        """,
        """
        interface ICodec
        {
            // Packs.
            [Obsolete]
            [Memalloc]
            int Encode(int page);
        }
        class Codec : ICodec { public int Encode(int page) { var made = {|MKIT3001:new object()|}; return page; } }
        [Memalloc]
        delegate void Visit(int page);
        class C
        {
            #pragma warning disable 612
            [Memalloc] void M(ICodec codec, Visit visit) { codec.Encode(1); visit(1); }
        }
        """);

    [Fact]
    public Task Method_that_becomes_a_marked_delegate_is_marked() => Verify.Fix<MarkMemallocCodeFix>(
        """
        [Memalloc] delegate void Visit();
        class C
        {
            Visit Get() => {|MKIT3015:Make|};
            static void Make() { var made = new object(); }
        }
        """,
        """
        [Memalloc] delegate void Visit();
        class C
        {
            Visit Get() => Make;
            [Memalloc]
            static void Make() { var made = {|MKIT3001:new object()|}; }
        }
        """);

    [Fact]
    public Task Method_of_another_project_is_marked_there() => Verify.FixFiles<MarkMemallocCodeFix>(
        [("Use.cs", "class C { [Memalloc] void M() => {|MKIT3012:Codec.Encode()|}; }"), ("Core/Codec.cs", "public static class Codec { public static void Encode() { } }")],
        [
            ("Use.cs", "class C { [Memalloc] void M() => Codec.Encode(); }"),
            ("Core/Codec.cs", "public static class Codec { [Memalloc] public static void Encode() { } }"),
        ],
        calls: true);

    [Fact]
    public Task Method_called_twice_is_marked_once() => Verify.Fix<MarkMemallocCodeFix>(
        """
        class C
        {
            [Memalloc] void M() { {|MKIT3010:Encode()|}; {|MKIT3010:Encode()|}; {|MKIT3010:Decode()|}; }

            static object Encode() => new object();

            static object Decode() => new object();
        }
        """,
        """
        class C
        {
            [Memalloc] void M() { Encode(); Encode(); Decode(); }

            [Memalloc]
            static object Encode() => {|MKIT3001:new object()|};

            [Memalloc]
            static object Decode() => {|MKIT3001:new object()|};
        }
        """);
}
