// What is run to compare values of the user's types, and what is not.
using MemallocKit.Analyzers.Tests.Verification;

namespace MemallocKit.Analyzers.Tests.Effects;

public class ComparedTypeTests
{
    private const string Types = """
        struct NoHash : IEquatable<NoHash> { public bool Equals(NoHash other) => true; }
        struct Costly : IEquatable<Costly> { public bool Equals(Costly other) => true; public override int GetHashCode() => new object().GetHashCode(); }
        struct Plain { }
        """;

    [Fact]
    public Task What_only_compares_needs_no_hash_code() => Verify.Calls(Types + """
        class C
        {
            [MemallocPrime] static void Warm()
            {
                _ = new C().Compare<NoHash>(default) && new C().Compare<Costly>(default) && new C().Compare<Plain>(default);
                Search(new List<NoHash>(), default); Search(new List<Costly>(), default); Search(new List<Plain>(), default);
            }
            [Memalloc]
            void M(List<NoHash> list, List<Costly> costly, List<Plain> plain, Span<NoHash> span, NoHash[] array)
            {
                Compare<NoHash>(default);
                Compare<Costly>(default);
                {|MKIT3014:Compare<Plain>(default)|};
                Search(list, default);
                Search(costly, default);
                {|MKIT3014:Search(plain, default)|};
                span.IndexOf(default(NoHash));
            }
            bool Compare<T>(T value) => EqualityComparer<T>.Default.Equals(value, value);
            static bool Search<T>(List<T> list, T value) => list.Contains(value) || list.IndexOf(value) > 0 || list.Remove(value);
        }
        """);

    [Fact]
    public Task Hash_codes_are_looked_at_where_they_are_taken() => Verify.Calls(Types + """
        class C
        {
            [MemallocPrime] static void Warm() { Hash<NoHash>(default); Hash<Costly>(default); }
            [Memalloc]
            void M(Dictionary<NoHash, int> map, Dictionary<Costly, int> costly)
            {
                {|MKIT3014:Hash<NoHash>(default)|};
                {|MKIT3010:Hash<Costly>(default)|};
                {|MKIT3014:map.ContainsKey(default)|};
                {|MKIT3010:costly.ContainsKey(default)|};
            }
            static int Hash<T>(T value) => EqualityComparer<T>.Default.GetHashCode(value);
        }
        """);
}
