/*
 * Writes a JPEG that follows from a number: cc -O1 -o jpeg-fixtures jpeg-fixtures.c -ljpeg -lm; ./jpeg-fixtures SEED FILE [SAMPLES].
 * SAMPLES is what libjpeg decodes of it: a byte a sample, or two, the low one first.
 * scripts/jpeg-fixtures.py calls it. With headers of a libjpeg of 12 bits a sample it writes such files. Nothing of it is part of the package.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <math.h>
#include <jpeglib.h>

static unsigned long long state;
static unsigned rnd(unsigned below) {
  state = state * 6364136223846793005ULL + 1442695040888963407ULL;
  return below ? (unsigned)(state >> 33) % below : 0;
}
static int one_in(unsigned n) { return rnd(n) == 0; }

static jpeg_scan_info scans[200];
static int scan_count;
static int bits_left[4][64];

static void add_scan(int components, const int *which, int Ss, int Se, int Ah, int Al) {
  jpeg_scan_info *scan = &scans[scan_count++];
  scan->comps_in_scan = components;
  for (int i = 0; i < components; i++) {
    scan->component_index[i] = which[i];
    for (int k = Ss; k <= Se; k++) bits_left[which[i]][k] = Al;
  }
  scan->Ss = Ss; scan->Se = Se; scan->Ah = Ah; scan->Al = Al;
}

/* DC of all components, together where that is allowed; bands of AC in any order, refined or not, some left out. */
static void random_script(struct jpeg_compress_struct *cinfo, int fits) {
  int n = cinfo->num_components, all[4] = {0, 1, 2, 3}, one[1];
  int complete = one_in(2);
  memset(bits_left, -1, sizeof bits_left);
  scan_count = 0;
  int together = fits && !one_in(3), al = rnd(4);
  if (together) add_scan(n, all, 0, 0, 0, al);
  else for (int c = 0; c < n; c++) { one[0] = c; add_scan(1, one, 0, 0, 0, one_in(2) ? al : (int)rnd(4)); }
  int steps = rnd(12);
  for (int i = 0; i < steps || (complete && i < 60); i++) {
    int c = rnd(n);
    one[0] = c;
    if (one_in(4) && bits_left[c][0] > 0) { add_scan(1, one, 0, 0, bits_left[c][0], bits_left[c][0] - 1); continue; }
    int Ss = 1 + rnd(one_in(2) ? 6 : 63), Se, bits = bits_left[c][Ss];
    for (Se = Ss; Se < 63 && bits_left[c][Se + 1] == bits && !one_in(40); Se++);
    if (bits < 0) add_scan(1, one, Ss, Se, 0, rnd(4));
    else if (bits > 0) add_scan(1, one, Ss, Se, bits, bits - 1);
  }
  if (!complete) return;
  for (int c = 0; c < n; c++) {
    one[0] = c;
    for (int k = 0; k < 64; k++) {
      int end = k;
      if (k > 0) while (end < 63 && bits_left[c][end + 1] == bits_left[c][k]) end++;
      while (bits_left[c][k] != 0) {
        if (scan_count >= 95) return;
        int bits = bits_left[c][k];
        add_scan(1, one, k, end, bits < 0 ? 0 : bits, bits < 0 ? 0 : bits - 1);
      }
      k = end;
    }
  }
}

static void sequential_script(struct jpeg_compress_struct *cinfo, int fits) {
  int n = cinfo->num_components, which[4];
  scan_count = 0;
  for (int c = 0; c < n;) {
    int count = fits && n - c > 1 ? 1 + rnd(n - c) : 1;
    for (int i = 0; i < count; i++) which[i] = c + i;
    add_scan(count, which, 0, 63, 0, 0);
    c += count;
  }
}

static int side(void) {
  switch (rnd(4)) {
    case 0: return 1 + rnd(9);
    case 1: return 1 + rnd(40);
    case 2: return 8 * (1 + rnd(10));
    default: return 1 + rnd(getenv("SMALL") ? 60 : 300);
  }
}

static void decode(const char *path, const char *samples) {
  struct jpeg_decompress_struct cinfo;
  struct jpeg_error_mgr error;
  cinfo.err = jpeg_std_error(&error);
  jpeg_create_decompress(&cinfo);
  FILE *file = fopen(path, "rb"), *target = fopen(samples, "wb");
  jpeg_stdio_src(&cinfo, file);
  jpeg_read_header(&cinfo, TRUE);
  jpeg_start_decompress(&cinfo);
  JSAMPLE *row = malloc(cinfo.output_width * cinfo.output_components * sizeof(JSAMPLE));
  while (cinfo.output_scanline < cinfo.output_height) {
    jpeg_read_scanlines(&cinfo, &row, 1);
    fwrite(row, sizeof(JSAMPLE) * cinfo.output_components, cinfo.output_width, target);
  }
  jpeg_finish_decompress(&cinfo);
  fclose(target);
  fclose(file);
  if (error.num_warnings > 0) exit(3);
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  state = strtoull(argv[1], 0, 10) * 2654435761ULL + 12345;
  for (int i = 0; i < 8; i++) rnd(0);
  struct jpeg_compress_struct cinfo;
  struct jpeg_error_mgr error;
  cinfo.err = jpeg_std_error(&error);
  jpeg_create_compress(&cinfo);
  FILE *file = fopen(argv[2], "wb");
  jpeg_stdio_dest(&cinfo, file);
  static const J_COLOR_SPACE SPACES[] = {JCS_GRAYSCALE, JCS_YCbCr, JCS_YCbCr, JCS_YCbCr, JCS_RGB, JCS_CMYK, JCS_YCCK};
  static const int COUNTS[] = {1, 3, 3, 3, 3, 4, 4};
  int kind = rnd(7);
  cinfo.image_width = side();
  cinfo.image_height = side();
  cinfo.in_color_space = SPACES[kind];
  cinfo.input_components = COUNTS[kind];
  jpeg_set_defaults(&cinfo);
  jpeg_set_colorspace(&cinfo, SPACES[kind]);
  int quality = one_in(4) ? 1 + rnd(10) : 1 + rnd(100);
  jpeg_set_quality(&cinfo, quality, !one_in(5));
  if (one_in(8)) {
    unsigned table[64];
    for (int i = 0; i < 64; i++) table[i] = 1 + rnd(one_in(3) ? 3000 : 300);
    jpeg_add_quant_table(&cinfo, 0, table, 100, FALSE);
  }
  int blocks = 0, most[2] = {1, 1};
  if (one_in(5)) {
    /* Any factors. */
    for (int c = 0; c < cinfo.num_components; c++) {
      cinfo.comp_info[c].h_samp_factor = 1 << rnd(3);
      cinfo.comp_info[c].v_samp_factor = 1 << rnd(3);
    }
    if (one_in(4)) { cinfo.comp_info[0].h_samp_factor = 3; for (int c = 1; c < cinfo.num_components; c++) cinfo.comp_info[c].h_samp_factor = one_in(2) ? 3 : 1; }
  } else {
    static const int PAIRS[][2] = {{1, 1}, {2, 1}, {1, 2}, {2, 2}, {4, 1}, {1, 4}, {4, 2}, {2, 4}};
    const int *pair = PAIRS[rnd(one_in(3) ? 8 : 4)];
    for (int c = 0; c < cinfo.num_components; c++) {
      int full = c == 0 || c == 3;
      cinfo.comp_info[c].h_samp_factor = full ? pair[0] : 1;
      cinfo.comp_info[c].v_samp_factor = full ? pair[1] : 1;
    }
  }
  for (int c = 0; c < cinfo.num_components; c++) {
    jpeg_component_info *info = &cinfo.comp_info[c];
    blocks += info->h_samp_factor * info->v_samp_factor;
    if (info->h_samp_factor > most[0]) most[0] = info->h_samp_factor;
    if (info->v_samp_factor > most[1]) most[1] = info->v_samp_factor;
  }
  int fits = blocks <= 10;
  int way = rnd(5);
  if (way < 2) {
    random_script(&cinfo, fits);
    cinfo.scan_info = scans; cinfo.num_scans = scan_count;
  } else if (way == 2 || !fits) {
    sequential_script(&cinfo, fits);
    cinfo.scan_info = scans; cinfo.num_scans = scan_count;
  }
  if (one_in(3)) { if (one_in(2)) cinfo.restart_interval = 1 + rnd(12); else cinfo.restart_in_rows = 1 + rnd(3); }
  cinfo.arith_code = one_in(4);
  cinfo.optimize_coding = !cinfo.arith_code && one_in(2);
  if (cinfo.arith_code && one_in(2)) {
    for (int t = 0; t < 2; t++) {
      cinfo.arith_dc_L[t] = rnd(4); cinfo.arith_dc_U[t] = cinfo.arith_dc_L[t] + rnd(6); cinfo.arith_ac_K[t] = 1 + rnd(63);
    }
  }
  if (one_in(4)) cinfo.write_JFIF_header = FALSE;
  if (one_in(4)) cinfo.write_Adobe_marker = !cinfo.write_Adobe_marker;
  if (kind >= 1 && kind <= 3 && one_in(6)) for (int c = 0; c < 3; c++) cinfo.comp_info[c].component_id = 10 + c;
    jpeg_start_compress(&cinfo, TRUE);
  if (one_in(6)) jpeg_write_marker(&cinfo, JPEG_COM, (const JOCTET *)"a comment", 9);
  int content = rnd(7) % 6, n = cinfo.input_components;
  JSAMPLE *row = malloc(cinfo.image_width * n * sizeof(JSAMPLE));
  int scale = (MAXJSAMPLE + 1) / 256;
  double fx = 1 + rnd(40), fy = 1 + rnd(40), phase = rnd(7);
  int base[4] = {rnd(256), rnd(256), rnd(256), rnd(256)}, cell = 1 + rnd(12);
  for (unsigned y = 0; y < cinfo.image_height; y++) {
    for (unsigned x = 0; x < cinfo.image_width; x++) {
      for (int c = 0; c < n; c++) {
        int value = base[c];
        if (content == 1) value = rnd(256);
        if (content == 2) value = (x * 3 + y * 2 + 60 * c) & 255;
        if (content == 3) value = ((x / cell + y / cell + c) & 1) ? 255 : 0;
        if (content == 4) value = 128 + 120 * sin(x / fx + phase * c) * cos(y / fy) + rnd(8);
        if (content == 5) value = (x > cinfo.image_width / 2) ^ (y > cinfo.image_height / 3) ? 240 - 20 * c + rnd(12) : 10 + 30 * c;
        value = value < 0 ? 0 : value > 255 ? 255 : value;
        row[x * n + c] = value * scale + (scale > 1 ? rnd(scale) : 0);
      }
    }
    jpeg_write_scanlines(&cinfo, &row, 1);
  }
  jpeg_finish_compress(&cinfo);
  fclose(file);
  if (argc > 3) decode(argv[2], argv[3]);
  return 0;
}
