// Our documentation ids against those of the compiler's symbols.
using MemallocKit.Summaries.Metadata;
using MemallocKit.Summaries.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Summaries.Tests.Metadata;

public class DocumentationIdTests
{
    [Fact]
    public void Ids_of_a_source_s_methods_equal_those_of_the_compiler()
    {
        const string Source = """
            using System.Collections.Generic;
            namespace A.B;
            public class Outer<T>
            {
                public class Inner<U> { public void M<V>(T t, U u, V v, List<T>[] lists, Dictionary<U, V>.Enumerator e) { } }
                public unsafe void Pointers(int* p, void** q, T[,] m, int[][,,] j) { }
                public ref readonly int References(in int a, out T b, ref string[] c) { b = default; return ref a; }
                public T this[int index] => default;
                public static implicit operator int(Outer<T> o) => 0;
                public static explicit operator Outer<T>(string s) => null;
                public static Outer<T> operator +(Outer<T> a, T b) => a;
                public event System.Action Changed { add { } remove { } }
                public int? Nullable((int a, string b) tuple, dynamic d, nint n) => null;
                static Outer() { }
                public Outer(int a = 1) { }
            }
            public interface I<T> { void M(T t); }
            public class Explicit : I<List<int>> { void I<List<int>>.M(List<int> t) { } }
            """;
        using var folder = new TemporaryFolder();
        var path = Compiler.Compile(Source, folder);
        var expected = Symbols(Compiler.Create(Source, "Same").Assembly);
        var actual = Analysis.Run((set, _) => set.Add(path).Types.SelectMany(t => t.Methods).Select(DocumentationId.Of).ToList());

        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Intersect(expected).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("System.Private.CoreLib")]
    [InlineData("System.Collections.Immutable")]
    public void Ids_of_a_framework_assembly_s_public_methods_equal_those_of_the_compiler(string name)
    {
        var compilation = Compiler.Create("", "Empty");
        var expected = Symbols(compilation.SourceModule.ReferencedAssemblySymbols.First(a => a.Name == name));
        var actual = Analysis.Run((set, _) => set.Find(name)!.Types.SelectMany(t => t.Methods).Select(DocumentationId.Of).ToHashSet());

        Assert.Equal([], expected.Where(id => !actual.Contains(id)).Take(20));
        Assert.True(expected.Count > 1000);
    }

    private static List<string> Symbols(IAssemblySymbol assembly)
    {
        var ids = new List<string>();
        Visit(assembly.GlobalNamespace);
        return ids;

        void Visit(INamespaceOrTypeSymbol container)
        {
            foreach (var member in container.GetMembers())
            {
                if (member is INamespaceOrTypeSymbol inner)
                {
                    if (member is not INamedTypeSymbol { DeclaredAccessibility: not (Accessibility.Public or Accessibility.Protected) })
                    {
                        Visit(inner);
                    }
                }
                else if (member is IMethodSymbol { IsImplicitlyDeclared: false } method
                    && !method.Parameters.Any(p => p.Type is IFunctionPointerTypeSymbol))
                {
                    // The compiler writes nothing for function pointers.
                    ids.Add(method.GetDocumentationCommentId()!);
                }
            }
        }
    }
}
