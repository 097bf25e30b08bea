// What a rule of the overlay does to a place that calls the method.
using MemallocKit.Summaries.Effects;
using MemallocKit.Summaries.Metadata;

namespace MemallocKit.Summaries.Overlay;

internal static class OverlayEffects
{
    public static void Apply(OverlayRule rule, MethodModel method, EffectSite site)
    {
        var effect = rule.Effect switch
        {
            OverlayEffect.Never => EffectSet.None,
            OverlayEffect.Throws => EffectSet.Throws,
            OverlayEffect.FirstCall => EffectSet.FirstCall,
            OverlayEffect.Pooled => EffectSet.Pools,
            OverlayEffect.Allocates or OverlayEffect.Sometimes => EffectSet.Allocates,
            OverlayEffect.Native => EffectSet.Native,
            OverlayEffect.Off => EffectSet.Assumes,
            _ => EffectSet.Unknown,
        };
        if (effect != EffectSet.None)
        {
            site.Add(effect, $"calls, by the overlay ({rule.Reason}),", method);
            site.IsCertain = rule.Effect == OverlayEffect.Allocates;
        }
    }
}
