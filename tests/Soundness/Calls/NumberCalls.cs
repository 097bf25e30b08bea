// Numbers: integers of every width, floating point, decimals, vectors, chance.
using System.Globalization;
using System.Numerics;
using System.Runtime.Intrinsics;
using static MemallocKit.Soundness.Calls.Data;

namespace MemallocKit.Soundness.Calls;

internal static class NumberCalls
{
    private static readonly BigInteger s_small = 12345;
    private static readonly BigInteger s_big = BigInteger.Pow(3, 200);
    private static readonly BigInteger s_otherBig = BigInteger.Pow(5, 100);
    private static readonly float[] s_floats = new float[64];
    private static readonly Quaternion s_turn = Quaternion.CreateFromYawPitchRoll(1, 2, 3);
    private static readonly int[] s_bits = new int[4];
    private static Int128 s_wide = 1234567890123456789;
    private static UInt128 s_unsigned = 98765;
    private static Half s_half = (Half)1.5f;
    private static Vector3 s_vector = new(1, 2, 3);
    private static Matrix4x4 s_matrix = Matrix4x4.Identity;
    private static Complex s_complex = new(1, 2);

    public static void WideMultiply() => s_wide = s_wide * 3 % 1000003;
    public static void WideDivide() => s_unsigned = (s_unsigned / 3) + 98765;
    public static void WideFormat() => Sink.Bool = s_wide.TryFormat(Chars, out Sink.Int, default, CultureInfo.InvariantCulture);
    public static void WideParse() => Sink.Bool = Int128.TryParse("170141183460469231731", NumberStyles.Integer, CultureInfo.InvariantCulture, out s_wide);
    public static void WideCompare() => Sink.Int = s_wide.CompareTo(77);
    public static void HalfAdd() => s_half += (Half)0.5f;
    public static void HalfFormat() => Sink.Bool = s_half.TryFormat(Chars, out Sink.Int, default, CultureInfo.InvariantCulture);
    public static void BigAddSmall() => Sink.Bool = (s_small + 1).IsEven;
    public static void BigMultiply() => Sink.Bool = (s_big * s_otherBig).IsEven;
    public static void BigCompare() => Sink.Int = s_big.CompareTo(s_otherBig);
    public static void BigFormat() => Sink.Bool = s_big.TryFormat(Chars, out Sink.Int, default, CultureInfo.InvariantCulture);
    public static void BigWriteBytes() => Sink.Bool = s_big.TryWriteBytes(OtherBytes, out Sink.Int);
    public static void BigToLong() => Sink.Long = (long)s_small;
    public static void ComplexMultiply() => s_complex *= Complex.ImaginaryOne;
    public static void ComplexAbs() => Sink.Double = Complex.Abs(s_complex);
    public static void VectorLength() => Sink.Double = s_vector.Length();
    public static void VectorCross() => s_vector = Vector3.Cross(s_vector, Vector3.UnitX) + Vector3.One;
    public static void VectorEquals() => Sink.Bool = s_vector.Equals(Vector3.Zero);
    public static void MatrixMultiply() => s_matrix *= Matrix4x4.Identity;
    public static void MatrixInvert() => Sink.Bool = Matrix4x4.Invert(s_matrix, out s_matrix);
    public static void VectorTransform() => s_vector = Vector3.Transform(s_vector, s_turn);
    public static void VectorOfWidth() => Sink.Int = Vector.Sum(new Vector<int>(Ints));
    public static void VectorOf128() => Sink.Int = Vector128.Sum(Vector128.Create(1, 2, 3, 4));
    public static void VectorStore() => Vector256.Create(5f).CopyTo(s_floats);
    public static void LeadingZeros() => Sink.Int = BitOperations.LeadingZeroCount(77u);
    public static void RoundUpPower() => Sink.Long = BitOperations.RoundUpToPowerOf2(77u);
    public static void Rotate() => Sink.Long = BitOperations.RotateLeft(77u, 5);
    public static void DivRem() => Sink.Int = Math.DivRem(77, 5, out Sink.Int);
    public static void BigMul() => Sink.Long = Math.BigMul(77, 5);
    public static void SquareRoot() => Sink.Double = Math.Sqrt(Shared);
    public static void Sine() => Sink.Double = Math.Sin(Shared);
    public static void FusedMultiplyAdd() => Sink.Double = Math.FusedMultiplyAdd(1.5, 2.5, 3.5);
    public static void SingleLog() => Sink.Double = MathF.Log2(77f);
    public static void IsNaN() => Sink.Bool = double.IsNaN(Sink.Double);
    public static void CreateChecked() => Sink.Int = int.CreateChecked(77L);
    public static void CreateSaturating() => Sink.Int = int.CreateSaturating(1e20);
    public static void GenericSum() => Sink.Int = Sum<int>(Ints);
    public static void DecimalMultiply() => Sink.Decimal = 1.5m * 2.25m;
    public static void DecimalDivide() => Sink.Decimal = 1m / 3m;
    public static void DecimalRound() => Sink.Decimal = decimal.Round(2.345m, 2, MidpointRounding.ToEven);
    public static void DecimalCompare() => Sink.Int = 1.5m.CompareTo(2.5m);
    public static void DecimalBits() => Sink.Int = decimal.GetBits(1.5m, s_bits);
    public static void DecimalBitsArray() => Sink.Object = decimal.GetBits(1.5m);
    public static void DecimalToInt() => Sink.Int = decimal.ToInt32(77.5m);
    public static void DecimalHash() => Sink.Int = 77.5m.GetHashCode();
    public static void CheckedConvert() => Sink.Int = Convert.ToInt32(77L);
    public static void ConvertText() => Sink.Int = Convert.ToInt32("77", CultureInfo.InvariantCulture);
    public static void ConvertBase() => Sink.Int = Convert.ToInt32("ff", 16);
    public static void ConvertToText() => Sink.Object = Convert.ToString(77777, 16);
    public static void ByteParse() => Sink.Bool = byte.TryParse("77", NumberStyles.None, CultureInfo.InvariantCulture, out _);
    public static void ByteText() => Sink.Object = ((byte)77).ToString(CultureInfo.InvariantCulture);
    public static void SmallIntText() => Sink.Object = 7.ToString(CultureInfo.InvariantCulture);
    public static void FloatFormat() => Sink.Bool = 1.25f.TryFormat(Chars, out Sink.Int, "F3", CultureInfo.InvariantCulture);
    public static void FloatParse() => Sink.Bool = float.TryParse("1.25"u8, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
    public static void HexParse() => Sink.Bool = int.TryParse("ff", NumberStyles.HexNumber, CultureInfo.InvariantCulture, out Sink.Int);
    public static void BinaryFormat() => Sink.Bool = 77.TryFormat(Chars, out Sink.Int, "B16", CultureInfo.InvariantCulture);
    public static void CustomFormat() => Sink.Bool = 1234.5.TryFormat(Chars, out Sink.Int, "#,##0.00", CultureInfo.InvariantCulture);
    public static void ParseRefused() => Sink.Bool = int.TryParse(Words, NumberStyles.Integer, CultureInfo.InvariantCulture, out Sink.Int);
    public static void RandomLong() => Sink.Long = Data.Random.NextInt64();
    public static void RandomDouble() => Sink.Double = Data.Random.NextDouble();
    public static void RandomShuffle() => Data.Random.Shuffle(OtherInts);
    public static void RandomItems() => System.Random.Shared.GetItems<int>(Ints, OtherInts);
    public static void HashCodeAdd()
    {
        var hash = default(HashCode);
        hash.Add(77);
        hash.Add(Words, StringComparer.Ordinal);
        hash.AddBytes(Bytes);
        Sink.Int = hash.ToHashCode();
    }

    private static T Sum<T>(T[] values)
        where T : INumber<T>
    {
        var sum = T.Zero;
        foreach (var value in values)
        {
            sum += value;
        }

        return T.Abs(sum);
    }
}
