// The list of what to write instead: all that it speaks of exists, and all that it advises is clean.
using MemallocKit.Analyzers.Summaries;
using MemallocKit.Analyzers.Tests.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemallocKit.Analyzers.Tests.Summaries;

public class FrameworkAdviceTests
{
    private static readonly CSharpCompilation s_framework = CSharpCompilation.Create("Empty", [], TestReferences.All);

    public static TheoryData<string> Ids => [.. FrameworkAdvice.Read().Select(l => l.Id)];

    public static TheoryData<string> Texts => [.. FrameworkAdvice.Read().Select(l => l.Text).Distinct()];

    [Fact]
    public void Lines_are_in_order_and_each_id_has_one() =>
        Assert.Equal(FrameworkAdvice.Read().Select(l => l.Id).Distinct().Order(StringComparer.Ordinal), FrameworkAdvice.Read().Select(l => l.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Id_names_what_the_framework_has(string id)
    {
        if (DocumentationCommentId.GetFirstSymbolForDeclarationId(id, s_framework) is not null)
        {
            return;
        }

        // All overloads of a method.
        Assert.DoesNotContain('(', id);
        var dot = id.LastIndexOf('.');
        var type = DocumentationCommentId.GetFirstSymbolForDeclarationId($"T:{id[2..dot]}", s_framework) as INamedTypeSymbol;
        Assert.NotNull(type);
        var name = id[(dot + 1)..];
        var arity = name.IndexOf("``", StringComparison.Ordinal);
        var parameters = arity < 0 ? 0 : int.Parse(name[(arity + 2)..], provider: null);
        var methods = type.GetMembers(arity < 0 ? name : name[..arity]).OfType<IMethodSymbol>().Where(m => m.Arity == parameters).ToList();
        Assert.NotEmpty(methods);
        Assert.All(methods, m => Assert.NotNull(FrameworkAdvice.For(m)));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public Task Advice_leads_to_code_that_is_clean_once_primed(string text)
    {
        Assert.True(AdvisedCode.Of.TryGetValue(text, out var code), $"AdvisedCode has no code for: {text}");
        return Verify.Primed(AdvisedCode.Source(code!));
    }

    [Fact]
    public void All_code_is_for_an_advice() => Assert.Empty(AdvisedCode.Of.Keys.Except(FrameworkAdvice.Read().Select(l => l.Text)));

    [Fact]
    public Task Messages_end_with_the_advice_whoever_makes_the_call() => Verify.Calls(
        """
        class C
        {
            [Memalloc] void M(List<int> list) { {|#0:list.Add(1)|}; {|#1:Time()|}; {|#2:Own()|}; }
            static long Time() => {|#3:DateTime.UtcNow|}.Ticks;
            static object Own() => {|#4:new object()|};
        }
        """,
        [
            Verify.Message("MKIT3012", 0, "'List<T>.Add' is not known to be free of allocations, and is called in a memalloc scope: M → List<T>.Add may grow; set the elements of an array that is made before, or of a leased span, or give it a line in a *.memalloc.txt file"),
            Verify.Message("MKIT3010", 1, "'Time' allocates, and is called in a memalloc scope: M → Time → DateTime.UtcNow may allocate; count time with Stopwatch.GetTimestamp() or Environment.TickCount64, or call it before the scope").WithLocation(3),
            Verify.Message("MKIT3010", 2, "'Own' allocates, and is called in a memalloc scope: M → Own → new object(); make it free of allocations and mark it [Memalloc], or call it before the scope").WithLocation(4),
        ]);

    [Fact]
    public Task Written_texts_are_free_as_characters_but_values_and_encoded_texts_are_not() => Verify.Calls("""
        class C
        {
            [MemallocPrime] static void Warm() => M(default, default, default, default, default);
            [Memalloc]
            static void M(Span<char> span, Span<byte> bytes, string text, ReadOnlySpan<char> part, int number)
            {
                span.TryWrite($"a {text} of {part}", out _);
                span.TryWrite($"{|MKIT3012:{number}|}", out _);
                System.Text.Unicode.Utf8.TryWrite(bytes, $"a {|MKIT3012:{text}|}", out _);
                number.TryFormat(bytes, out _);
            }
        }
        """);

    [Fact]
    public Task Waiting_for_a_Lock_is_not_primed_but_advised_against() => Verify.Calls(
        """
        using System.Threading;
        class C
        {
            static readonly Lock s_lock = new();
            static readonly object s_gate = new();
            [MemallocPrime] static void Warm() { lock (s_lock) { } lock (s_gate) { } }
            [Memalloc] void M() { lock ({|#0:s_lock|}) { } lock (s_gate) { } }
        }
        """,
        [Verify.Message("MKIT3013", 0, "The first call allocates in a memalloc scope: M → Lock.EnterScope allocates the first time; lock an object that is nothing else: waiting for a Lock makes objects, for a lock and for a thread the first time")]);
}
