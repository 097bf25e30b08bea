// Hashes, ciphers, keys, compression.
using System.IO.Compression;
using System.Security.Cryptography;
using static MemallocKit.Soundness.Calls.Data;

namespace MemallocKit.Soundness.Calls;

internal static class CryptoCalls
{
    private static readonly byte[] s_key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly byte[] s_output = new byte[4096];
    private static readonly IncrementalHash s_hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private static readonly SHA256 s_sha = SHA256.Create();
    private static readonly HMACSHA256 s_mac = new(s_key);
    private static readonly Aes s_aes = WithKey();
    private static readonly byte[] s_vector = new byte[16];
    private static readonly ICryptoTransform s_encryptor = s_aes.CreateEncryptor(s_key, s_vector);
    private static readonly ECDsa s_curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly byte[] s_digest = SHA256.HashData(Bytes);
    private static readonly byte[] s_signature = s_curve.SignHash(s_digest);
    private static readonly byte[] s_compressed = Compress();

    public static void Sha1() => Sink.Int = SHA1.HashData(Bytes, s_output);
    public static void Sha384() => Sink.Int = SHA384.HashData(Bytes, s_output);
    public static void Sha512() => Sink.Bool = SHA512.TryHashData(Bytes, s_output, out Sink.Int);
    public static void Md5() => Sink.Int = MD5.HashData(Bytes, s_output);
    public static void Mac() => Sink.Int = HMACSHA256.HashData(s_key, Bytes, s_output);
    public static void MacArray() => Sink.Object = HMACSHA256.HashData(s_key, Bytes);
    public static void ByName() => Sink.Int = CryptographicOperations.HashData(HashAlgorithmName.SHA256, Bytes, s_output);
    public static void Incremental()
    {
        s_hash.AppendData(Bytes);
        Sink.Int = s_hash.GetHashAndReset(s_output);
    }

    public static void IncrementalCurrent() => Sink.Int = s_hash.GetCurrentHash(s_output);
    public static void TryComputeHash() => Sink.Bool = s_sha.TryComputeHash(Bytes, s_output, out Sink.Int);
    public static void ComputeHash() => Sink.Object = s_sha.ComputeHash(Bytes);
    public static void TryComputeMac() => Sink.Bool = s_mac.TryComputeHash(Bytes, s_output, out Sink.Int);
    public static void EncryptEcb() => Sink.Bool = s_aes.TryEncryptEcb(Bytes, s_output, PaddingMode.None, out Sink.Int);
    public static void EncryptCbc() => Sink.Bool = s_aes.TryEncryptCbc(Bytes, s_vector, s_output, out Sink.Int);
    public static void DecryptEcb() => Sink.Int = s_aes.DecryptEcb(Bytes, s_output, PaddingMode.None);
    public static void TransformBlock() => Sink.Int = s_encryptor.TransformBlock(Bytes, 0, 32, s_output, 0);
    public static void GcmDecrypt()
    {
        Gcm.Encrypt(Nonce, Bytes, OtherBytes, Tag);
        Gcm.Decrypt(Nonce, OtherBytes, Tag, s_output.AsSpan(0, Bytes.Length));
    }

    public static void NewGcm()
    {
        using var cipher = new AesGcm(s_key, 16);
    }

    public static void Derive() => Rfc2898DeriveBytes.Pbkdf2(Utf8Number, s_key, s_output.AsSpan(0, 32), 2, HashAlgorithmName.SHA256);
    public static void Expand() => HKDF.Expand(HashAlgorithmName.SHA256, s_key, s_output.AsSpan(0, 32), Utf8Number);
    public static void RandomInt() => Sink.Int = RandomNumberGenerator.GetInt32(77);
    public static void RandomBytes() => Sink.Object = RandomNumberGenerator.GetBytes(16);
    public static void RandomHex() => RandomNumberGenerator.GetHexString(Chars);
    public static void RandomShuffle() => RandomNumberGenerator.Shuffle(OtherInts.AsSpan());
    public static void Sign() => Sink.Bool = s_curve.TrySignHash(s_digest, s_output, out Sink.Int);
    public static void Verify() => Sink.Bool = s_curve.VerifyHash(s_digest, s_signature);
    public static void KeySize() => Sink.Int = s_aes.KeySize + s_curve.KeySize;
    public static void CiphertextLength() => Sink.Int = s_aes.GetCiphertextLengthCbc(77);
    public static void AlgorithmEquals() => Sink.Bool = HashAlgorithmName.SHA256 == HashAlgorithmName.SHA1;
    public static void BrotliCompress() => Sink.Bool = BrotliEncoder.TryCompress(Bytes, s_output, out Sink.Int, 4, 18);
    public static void BrotliDecompress() => Sink.Bool = BrotliDecoder.TryDecompress(s_compressed, s_output, out Sink.Int);
    public static void BrotliLength() => Sink.Int = BrotliEncoder.GetMaxCompressedLength(1000);
    public static void BrotliEncoderNew()
    {
        using var encoder = new BrotliEncoder(4, 18);
    }

    public static void DeflateCycle()
    {
        using var stream = new DeflateStream(System.IO.Stream.Null, CompressionLevel.Fastest, leaveOpen: true);
        stream.Write(Bytes);
    }

    private static Aes WithKey()
    {
        var aes = System.Security.Cryptography.Aes.Create();
        aes.Key = s_key;
        return aes;
    }

    private static byte[] Compress()
    {
        var output = new byte[1000];
        return BrotliEncoder.TryCompress(Bytes, output, out var length) ? output[..length] : [];
    }
}
