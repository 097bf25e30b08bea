// Collects what is wrong while a declaration is read.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>The problems of one declaration, in the order they were met.</summary>
internal sealed class ProblemList
{
    private readonly ImmutableArray<Problem>.Builder _problems = ImmutableArray.CreateBuilder<Problem>();

    public bool IsEmpty => _problems.Count == 0;

    public ImmutableArray<Problem> ToImmutable() => _problems.ToImmutable();

    public void AddCompilerError(ISymbol symbol) =>
        _problems.Add(new Problem(ProblemKind.CompilerError, ProblemSite.Name, symbol, []));

    public void AddOnName(ProblemKind kind, ISymbol symbol, params string[] message) =>
        _problems.Add(new Problem(kind, ProblemSite.Name, symbol, [.. message]));

    public void AddOnType(ProblemKind kind, ISymbol symbol, params string[] message) =>
        _problems.Add(new Problem(kind, ProblemSite.Type, symbol, [.. message]));

    public void AddOnAttribute(ProblemKind kind, ISymbol symbol, AttributeData attribute, params string[] message) =>
        _problems.Add(new Problem(kind, ProblemSite.Attribute, symbol, [.. message]) { Attribute = attribute });

    public void AddOnArgument(ProblemKind kind, ISymbol symbol, AttributeData attribute, string argument, params string[] message) =>
        _problems.Add(new Problem(kind, ProblemSite.NamedArgument, symbol, [.. message]) { Attribute = attribute, Argument = argument });

    public void AddOnArgument(ProblemKind kind, ISymbol symbol, AttributeData attribute, int position, params string[] message) =>
        _problems.Add(new Problem(kind, ProblemSite.PositionalArgument, symbol, [.. message]) { Attribute = attribute, Position = position });
}
