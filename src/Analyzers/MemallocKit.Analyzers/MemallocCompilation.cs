// What all rules share about one compilation: its known symbols, its scopes and the effects of its methods.
using System.Runtime.CompilerServices;
using MemallocKit.Analyzers.Contexts.Callees;
using MemallocKit.Analyzers.Effects;
using MemallocKit.Analyzers.Scopes;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers;

/// <summary>Built once per compilation by whichever rule comes first; thread-safe.</summary>
internal sealed class MemallocCompilation
{
    // Weak keys: an IDE makes a compilation per keystroke, and each must be collectable as soon as it is dropped.
    private static readonly ConditionalWeakTable<Compilation, Holder> s_known = new();

    private readonly Lazy<bool> _mayDeclareScopes;
    private readonly Lazy<bool> _mayDeclareContextMembers;
    private readonly Lazy<bool> _mayRent;

    private MemallocCompilation(Compilation compilation, KnownSymbols symbols, bool everywhere)
    {
        Symbols = symbols;
        Scopes = new MemallocScopes(symbols, everywhere ? compilation.Assembly : null);
        Effects = new EffectEngine(compilation, symbols, Scopes);
        ContextEffects = new ContextEffects(this);
        _mayDeclareScopes = new(() => everywhere || SourceScan.MayDeclareScopes(compilation));
        _mayDeclareContextMembers = new(() => SourceScan.MayDeclareContextMembers(compilation));
        _mayRent = new(() => SourceScan.MayRent(compilation));
    }

    public KnownSymbols Symbols { get; }

    public MemallocScopes Scopes { get; }

    public EffectEngine Effects { get; }

    public ContextEffects ContextEffects { get; }

    /// <summary>False only when no memalloc scope can exist in the compilation.</summary>
    public bool MayDeclareScopes => _mayDeclareScopes.Value;

    /// <summary>False only when no member can be marked for one context.</summary>
    public bool MayDeclareContextMembers => _mayDeclareContextMembers.Value;

    /// <summary>False only when no lease is rented in the compilation.</summary>
    public bool MayRent => _mayRent.Value;

    /// <summary>The shared state, or <see langword="null"/> when the compilation does not reference MemallocKit.</summary>
    /// <param name="compilation">What is analyzed.</param>
    /// <param name="everywhere">Every member is a scope: see <see cref="ScopeProperty"/>.</param>
    public static MemallocCompilation? For(Compilation compilation, bool everywhere = false)
    {
        var holder = s_known.GetValue(compilation, static c => new Holder(c, KnownSymbols.TryCreate(c)));
        return (everywhere ? holder.Everywhere : holder.Declared).Value;
    }

    private sealed class Holder(Compilation compilation, KnownSymbols? symbols)
    {
        public Lazy<MemallocCompilation?> Declared { get; } = Make(compilation, symbols, everywhere: false);

        public Lazy<MemallocCompilation?> Everywhere { get; } = Make(compilation, symbols, everywhere: true);

        private static Lazy<MemallocCompilation?> Make(Compilation compilation, KnownSymbols? symbols, bool everywhere) =>
            new(() => symbols is null ? null : new MemallocCompilation(compilation, symbols, everywhere));
    }
}
