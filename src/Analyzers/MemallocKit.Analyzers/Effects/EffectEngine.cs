// What the code of scopes does, and what calls of other methods come to.
using System.Collections.Concurrent;
using System.Collections.Immutable;
using MemallocKit.Analyzers.Scopes;
using MemallocKit.Analyzers.Summaries;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Effects;

/// <summary>
/// Bodies are walked on demand and once; chains are searched on demand, breadth first, so that the shortest is named and
/// recursion ends by itself. Thread-safe: two threads may do the same work, and then one result is dropped.
/// </summary>
internal sealed class EffectEngine
{
    private readonly Compilation _compilation;
    private readonly KnownSymbols _symbols;
    private readonly MemallocScopes _scopes;
    private readonly BodyCache _bodies;
    private readonly CallJudge _judge;
    private readonly ConcurrentDictionary<Frame, CallVerdict?> _verdicts = new();
    private readonly ConcurrentDictionary<Call, CallVerdict?> _calls = new();
    private readonly ImmutableArray<AdditionalText> _files;
    private EffectEngine? _other;

    public EffectEngine(Compilation compilation, KnownSymbols symbols, MemallocScopes scopes)
        : this(compilation, symbols, scopes, new BodyCache(compilation, symbols, scopes), [])
    {
    }

    private EffectEngine(
        Compilation compilation, KnownSymbols symbols, MemallocScopes scopes, BodyCache bodies, ImmutableArray<AdditionalText> files)
    {
        _compilation = compilation;
        _symbols = symbols;
        _scopes = scopes;
        _bodies = bodies;
        _files = files;
        var user = new FileSource(files.Select(f => UserFiles.Read(f, default)).OfType<SummaryFile>());
        _judge = new CallJudge(compilation, scopes, new CalleeSummaries(user, [BuiltInLists.Source]));
    }

    /// <summary>The engine that also knows the summaries among a project's additional files.</summary>
    public EffectEngine With(ImmutableArray<AdditionalText> additionalFiles)
    {
        var files = UserFiles.Among(additionalFiles);
        if (files.SequenceEqual(_files))
        {
            return this;
        }

        // One compilation has one set of files, until somebody edits one.
        var other = Volatile.Read(ref _other);
        if (other is null || !other._files.SequenceEqual(files))
        {
            other = new EffectEngine(_compilation, _symbols, _scopes, _bodies, files);
            Volatile.Write(ref _other, other);
        }

        return other;
    }

    /// <summary>The effects of the parts of a member that lie in memalloc scopes.</summary>
    /// <param name="member">The member that owns the blocks.</param>
    /// <param name="blocks">Its operation blocks, which the compiler has at hand.</param>
    public ScopedBody InScopes(ISymbol member, ImmutableArray<IOperation> blocks) => _bodies.InScopes(member, blocks);

    /// <summary>What a method of this compilation does itself.</summary>
    public Body BodyOf(IMethodSymbol method) => _bodies.Of(method);

    /// <summary>The worst that a call in a scope comes to, or <see langword="null"/>: nothing.</summary>
    public CallVerdict? Judge(Call call) => _calls.GetOrAdd(call, c =>
    {
        CallVerdict? worst = null;
        foreach (var step in _judge.Judge(c, Frame.Open))
        {
            var verdict = step.Follow is { } frame ? OfFrame(frame) : new CallVerdict(step.Finding!, [], []);
            if (verdict is not null && !(worst?.Rung >= verdict.Rung))
            {
                worst = verdict;
            }
        }

        return worst?.Under(c.Cap);
    });

    /// <summary>The callee's own body is checked, so calls to it need no look inside.</summary>
    public bool IsTrusted(IMethodSymbol callee) => _scopes.IsScope(callee);

    private CallVerdict? OfFrame(Frame frame)
    {
        if (_verdicts.TryGetValue(frame, out var verdict))
        {
            return verdict;
        }

        var search = new ChainSearch(_bodies.Of, _judge, f => (_verdicts.TryGetValue(f, out var known), known));
        verdict = search.From(frame);
        if (verdict is null)
        {
            // Nothing that was reached does anything, so the answer holds for all of it.
            foreach (var reached in search.Reached)
            {
                _verdicts.TryAdd(reached, null);
            }
        }

        _verdicts.TryAdd(frame, verdict);
        return verdict;
    }
}
