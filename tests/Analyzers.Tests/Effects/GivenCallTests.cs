// Scopes that run what their parameters hold: judged for each call where all calls are known.
using MemallocKit.Analyzers.Tests.Verification;

namespace MemallocKit.Analyzers.Tests.Effects;

public class GivenCallTests
{
    [Fact]
    public Task Private_scope_is_judged_for_what_each_call_gives_it() => Verify.Calls("""
        interface ICodec { int Encode(); }
        sealed class Free : ICodec { public int Encode() => 1; }
        struct Costly : ICodec { public int Encode() => new int[1].Length; }
        class C
        {
            static readonly Action s_free = static () => { };
            static readonly Action s_costly = static () => new object();
            [Memalloc] private static void Each(Action visit) { visit(); Pass(visit); }
            [Memalloc] private static void Pass(Action visit) => visit();
            [Memalloc] private static int Take(ICodec codec) => codec.Encode();
            [Memalloc] private static int Generic<T>(T codec) where T : ICodec => codec.Encode();
            [Memalloc]
            public void M(Action given, ICodec codec, Free free, Costly costly)
            {
                Each(s_free);
                {|MKIT3010:Each(s_costly)|};
                {|MKIT3014:Each(given)|};
                Take(free);
                {|MKIT3014:Take(codec)|};
                Generic(free);
                {|MKIT3010:Generic(costly)|};
                {|MKIT3014:Generic(codec)|};
            }
            public void Outside() => Each(s_costly);
        }
        """);

    [Fact]
    public Task Scope_that_others_can_call_keeps_the_report() => Verify.Calls("""
        interface IRun { void Run(Action visit); }
        public class C : IRun
        {
            [Memalloc] public void Open(Action visit) => {|MKIT3014:visit()|};
            [Memalloc] public virtual void Hook(Action visit) => {|MKIT3014:visit()|};
            [Memalloc] void IRun.Run(Action visit) => {|MKIT3014:visit()|};
            [Memalloc] private void Uncalled(Action visit) => {|MKIT3014:visit()|};
            [Memalloc] private void Enters(Action visit) { using var memalloc = WriteOut.Enter(); {|MKIT3014:visit()|}; }
            [Memalloc] public void M(Action given) { Open(given); Hook(given); Enters(given); }
        }
        """);

    [Fact]
    public Task Enumeration_without_contract_is_one_report() => Verify.Calls(
        "class C { [Memalloc] void M(IEnumerable<int> numbers) { foreach (var n in {|#0:numbers|}) { } } }",
        [Verify.Message("MKIT3014", 0, "What 'IEnumerable<T>.GetEnumerator' runs is decided elsewhere, and it is called in a memalloc scope: M → IEnumerable<T>.GetEnumerator can be overridden and has no contract, and on to IEnumerator.MoveNext, IEnumerator<T>.Current, IDisposable.Dispose; call it on an object whose type is known (sealed, or made by 'new' and kept in a local or a readonly field), or give the declaration a line in a *.memalloc.txt file")]);

    [Fact]
    public Task Members_that_the_compiler_writes_for_records_are_judged_by_the_fields() => Verify.Calls("""
        sealed class Costly : IEquatable<Costly> { public bool Equals(Costly other) => new int[1].Length > 0; public override int GetHashCode() => 1; }
        readonly record struct Free(int A, string B);
        readonly record struct Key(int A, Costly B);
        sealed record Page(Costly B);
        class C
        {
            [Memalloc]
            void M(Free free, Key key, Page page)
            {
                free.Equals(free);
                free.GetHashCode();
                _ = free == default;
                {|MKIT3010:key.Equals(key)|};
                _ = {|MKIT3010:key == default|};
                key.GetHashCode();
                {|MKIT3010:page.Equals(page)|};
                _ = {|MKIT3006:page.ToString()|};
            }
        }
        """);

    [Fact]
    public Task Class_Contract_without_residuals_looks_at_what_is_compared() => Verify.Calls("""
        sealed class Costly : IComparable<Costly> { public int CompareTo(Costly other) => new int[1].Length; }
        sealed class Free : IComparable<Free> { public int CompareTo(Free other) => 0; }
        class C
        {
            readonly SortedSet<Costly> _costly = new SortedSet<Costly>();
            readonly SortedSet<Free> _free = new SortedSet<Free>();
            readonly System.Collections.ArrayList _list = new System.Collections.ArrayList();
            [Memalloc]
            void M(object any)
            {
                {|MKIT3010:_costly.Contains(null)|};
                _free.Contains(null);
                {|MKIT3014:_list.Contains(any)|};
            }
        }
        """);
}
