//! The network: embeddings, two bidirectional recurrent layers, and the scores for tags, arcs and labels.

use gainsay::language::parts::Parts;
use gainsay::language::recurrent::{sigmoid, tanh};
use gainsay::language::shape::NEIGHBOURS;
use gainsay::language::syntax::{Layout, Tag, distance};

use crate::matrix::Matrix;
use crate::random::Random;

/// Sizes.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    pub embedding: usize,
    pub hidden: usize,
    pub layers: usize,
    pub arc: usize,
    pub label: usize,
    pub tags: usize,
    pub deprels: usize,
}

/// Weights with Adam's moments, their gradient and the sum of their averaged values.
pub struct Param {
    pub now: Matrix,
    pub gradient: Matrix,
    first: Vec<f32>,
    second: Vec<f32>,
    sum: Vec<f32>,
}

impl Param {
    fn new(height: usize, width: usize, scale: f32, random: &mut Random) -> Self {
        let mut now = Matrix::zeros(height, width);
        now.data.iter_mut().for_each(|weight| *weight = (random.unit() * 2.0 - 1.0) * scale);
        let size = height * width;
        Self {
            gradient: Matrix::zeros(height, width),
            now,
            first: vec![0.0; size],
            second: vec![0.0; size],
            sum: vec![0.0; size],
        }
    }

    fn adam(&mut self, range: std::ops::Range<usize>, rate: f32, decay: f32) {
        let (b1, b2) = (0.9f32, 0.98f32);
        for at in range {
            let g = self.gradient.data[at];
            self.gradient.data[at] = 0.0;
            self.first[at] = b1 * self.first[at] + (1.0 - b1) * g;
            self.second[at] = b2 * self.second[at] + (1.0 - b2) * g * g;
            self.now.data[at] -= rate * (self.first[at] / (self.second[at].sqrt() + 1e-7) + decay * self.now.data[at]);
        }
    }

    fn average(&mut self) {
        for (sum, now) in self.sum.iter_mut().zip(&self.now.data) {
            *sum += now;
        }
    }

    fn settle(&mut self, count: f32) {
        for (now, sum) in self.now.data.iter_mut().zip(&self.sum) {
            *now = sum / count;
        }
    }
}

fn tanh_slope(x: f32) -> f32 {
    let x = x.clamp(-3.0, 3.0);
    let square = x * x;
    let root = (9.0 - square) / (9.0 + 3.0 * square);
    root * root
}

fn sigmoid_slope(x: f32) -> f32 {
    0.25 * tanh_slope(0.5 * x)
}

/// What a recurrent layer keeps for the way back.
struct Trace {
    gates: Matrix,
    cells: Matrix,
}

/// A sentence in training.
pub struct Item {
    /// The rows of each word's features; the first is the form's.
    pub rows: Vec<Vec<u32>>,
    pub tags: Vec<usize>,
    pub heads: Vec<Option<usize>>,
    pub deprels: Vec<usize>,
}

pub struct Net {
    pub sizes: Sizes,
    pub embeddings: Param,
    pub layers: Vec<[Param; 2]>,
    pub heads: Param,
    pub heads_bias: Param,
    pub labels: Param,
    pub labels_bias: Param,
    averaged: f32,
    steps: i32,
    pub often: Vec<f32>,
}

impl Sizes {
    pub fn layout(&self) -> Layout {
        Layout::new(self.arc, self.label, self.tags)
    }
}

impl Net {
    pub fn new(sizes: Sizes, features: usize) -> Self {
        let mut random = Random(7);
        let h = sizes.hidden;
        let layout = sizes.layout();
        let scale = |fan: usize| (3.0 / fan as f32).sqrt();
        let mut net = Self {
            embeddings: Param::new(features, sizes.embedding, 0.25, &mut random),
            layers: (0..sizes.layers)
                .map(|layer| {
                    let inputs = if layer == 0 { sizes.embedding } else { 2 * h };
                    // Outputs of a layer are small, so the weights above it start larger.
                    let scale = if layer == 0 { scale(inputs) } else { 2.0 * scale(inputs) };
                    [Param::new(inputs, 6 * h, scale, &mut random), Param::new(1, 6 * h, 0.0, &mut random)]
                })
                .collect(),
            heads: Param::new(2 * h, layout.end, scale(2 * h), &mut random),
            heads_bias: Param::new(1, layout.end, 0.0, &mut random),
            labels: Param::new(sizes.label, sizes.deprels, scale(sizes.label), &mut random),
            labels_bias: Param::new(1, sizes.deprels, 0.0, &mut random),
            averaged: 0.0,
            steps: 0,
            often: Vec::new(),
            sizes,
        };
        for [_, bias] in &mut net.layers {
            for side in 0..2 {
                bias.now.data[side * 3 * h + h..side * 3 * h + 2 * h].fill(0.5);
            }
        }
        net
    }

    fn recur(&self, x: &Matrix, [w, b]: &[Param; 2], lengths: &[usize]) -> (Matrix, Trace) {
        let h = self.sizes.hidden;
        let total = x.height();
        let mut gates = Matrix::zeros(total, 6 * h);
        for row in 0..total {
            gates.row_mut(row).copy_from_slice(&b.now.data);
        }
        gates.add_product(x, &w.now);
        let mut cells = Matrix::zeros(total, 2 * h);
        let mut out = Matrix::zeros(total, 2 * h);
        let mut start = 0;
        let mut carry = vec![0f32; h];
        for &length in lengths {
            for side in 0..2 {
                carry.fill(0.0);
                for step in 0..length {
                    let t = start + if side == 0 { step } else { length - 1 - step };
                    let gate = &gates.row(t)[side * 3 * h..(side + 1) * 3 * h];
                    let (z, rest) = gate.split_at(h);
                    let (f, o) = rest.split_at(h);
                    let cell = &mut cells.data[t * 2 * h + side * h..][..h];
                    let to = &mut out.data[t * 2 * h + side * h..][..h];
                    for k in 0..h {
                        let forget = sigmoid(f[k]);
                        let c = forget * carry[k] + (1.0 - forget) * tanh(z[k]);
                        carry[k] = c;
                        cell[k] = c;
                        to[k] = sigmoid(o[k]) * c;
                    }
                }
            }
            start += length;
        }
        (out, Trace { gates, cells })
    }

    /// Turns the gradient of the outputs into that of the gates.
    fn recur_back(&self, trace: &Trace, back: &Matrix, lengths: &[usize]) -> Matrix {
        let h = self.sizes.hidden;
        let mut result = Matrix::zeros(back.height(), 6 * h);
        let mut start = 0;
        let zeros = vec![0f32; h];
        let mut carry = vec![0f32; h];
        for &length in lengths {
            for side in 0..2 {
                carry.fill(0.0);
                for step in (0..length).rev() {
                    let t = start + if side == 0 { step } else { length - 1 - step };
                    let before = match step {
                        0 => &zeros[..],
                        _ => {
                            let t = if side == 0 { t - 1 } else { t + 1 };
                            &trace.cells.data[t * 2 * h + side * h..][..h]
                        }
                    };
                    let cell = &trace.cells.data[t * 2 * h + side * h..][..h];
                    let gate = &trace.gates.row(t)[side * 3 * h..(side + 1) * 3 * h];
                    let up = &back.data[t * 2 * h + side * h..][..h];
                    let down = &mut result.data[t * 6 * h + side * 3 * h..][..3 * h];
                    for k in 0..h {
                        let (z, f, o) = (gate[k], gate[h + k], gate[2 * h + k]);
                        let dc = carry[k] + up[k] * sigmoid(o);
                        let forget = sigmoid(f);
                        down[k] = dc * (1.0 - forget) * tanh_slope(z);
                        down[h + k] = dc * (before[k] - tanh(z)) * sigmoid_slope(f);
                        down[2 * h + k] = up[k] * cell[k] * sigmoid_slope(o);
                        carry[k] = dc * forget;
                    }
                }
            }
            start += length;
        }
        result
    }

    /// Learns from a batch of sentences; gives the losses of tags, arcs and labels summed over words.
    pub fn learn(&mut self, batch: &[&Item], rate: f32, drop: [f32; 5], random: &mut Random) -> [f32; 3] {
        let lengths: Vec<usize> = batch.iter().map(|item| item.rows.len()).collect();
        let total: usize = lengths.iter().sum();
        let (e, h) = (self.sizes.embedding, self.sizes.hidden);
        // Forward.
        let mut used: Vec<Vec<u32>> = Vec::with_capacity(total);
        let mut x = Matrix::zeros(total, e);
        for rows in batch.iter().flat_map(|item| &item.rows) {
            let mut kept: Vec<u32> = rows.clone();
            // A word whose form is hidden is known by its parts only, as an unknown word is.
            let often = if kept[0] == u32::MAX { 1.0 } else { self.often[kept[0] as usize] };
            if random.unit() < 0.01 + drop[0] * 10.0 / (10.0 + often) {
                kept[0] = u32::MAX;
            }
            for (at, id) in kept.iter_mut().enumerate().skip(1) {
                if random.unit() < drop[4] * if at < NEIGHBOURS { 0.5 } else { 1.0 } {
                    *id = u32::MAX;
                }
            }
            let row = x.row_mut(used.len());
            for &id in kept.iter().filter(|&&id| id != u32::MAX) {
                for (to, from) in row.iter_mut().zip(self.embeddings.now.row(id as usize)) {
                    *to += from;
                }
            }
            used.push(kept);
        }
        let mask_x = mask(x.data.len(), drop[1], random);
        x.data.iter_mut().zip(&mask_x).for_each(|(value, mask)| *value *= mask);
        // Each layer reads the sum of those below.
        let mut v = Matrix::zeros(total, 2 * h);
        let mut inputs = vec![(x, mask_x)];
        let mut traces = Vec::new();
        for layer in 0..self.layers.len() {
            if layer > 0 {
                let mask = mask(v.data.len(), drop[2], random);
                let mut x = v.clone();
                x.data.iter_mut().zip(&mask).for_each(|(value, mask)| *value *= mask);
                inputs.push((x, mask));
            }
            let (out, trace) = self.recur(&inputs[layer].0, &self.layers[layer], &lengths);
            v.data.iter_mut().zip(&out.data).for_each(|(sum, value)| *sum += value);
            traces.push(trace);
        }
        let mask_v = mask(v.data.len(), drop[3], random);
        v.data.iter_mut().zip(&mask_v).for_each(|(value, mask)| *value *= mask);
        let mut out = self.project(&v);
        let layout = self.sizes.layout();
        let mut back = Matrix::zeros(total, layout.end);
        let mut losses = [0f32; 3];
        let mut start = 0;
        for item in batch {
            self.sentence(item, start, &mut out, &mut back, &mut losses);
            start += item.rows.len();
        }
        // Backward.
        let scale = 1.0 / total as f32;
        back.data.iter_mut().for_each(|value| *value *= scale);
        self.labels.gradient.data.iter_mut().for_each(|value| *value *= scale);
        self.labels_bias.gradient.data.iter_mut().for_each(|value| *value *= scale);
        self.heads.gradient.add_product(&v.transposed(), &back);
        sum_rows(&mut self.heads_bias.gradient, &back);
        let mut back_v = Matrix::zeros(total, 2 * h);
        back_v.add_product(&back, &self.heads.now.transposed());
        back_v.data.iter_mut().zip(&mask_v).for_each(|(value, mask)| *value *= mask);
        let mut back_x = Matrix::zeros(0, 1);
        for layer in (0..self.layers.len()).rev() {
            let (x, mask) = &inputs[layer];
            let gates = self.recur_back(&traces[layer], &back_v, &lengths);
            let [weights, bias] = &mut self.layers[layer];
            weights.gradient.add_product(&x.transposed(), &gates);
            sum_rows(&mut bias.gradient, &gates);
            back_x = Matrix::zeros(total, x.width);
            back_x.add_product(&gates, &weights.now.transposed());
            back_x.data.iter_mut().zip(mask).for_each(|(value, mask)| *value *= mask);
            if layer > 0 {
                back_v.data.iter_mut().zip(&back_x.data).for_each(|(sum, value)| *sum += value);
            }
        }
        let mut touched: Vec<u32> = Vec::new();
        for (at, rows) in used.iter().enumerate() {
            for &id in rows.iter().filter(|&&id| id != u32::MAX) {
                touched.push(id);
                let to = self.embeddings.gradient.row_mut(id as usize);
                for (to, from) in to.iter_mut().zip(back_x.row(at)) {
                    *to += from;
                }
            }
        }
        touched.sort_unstable();
        touched.dedup();
        self.steps += 1;
        let warm = (1.0 - 0.98f32.powi(self.steps)).sqrt() / (1.0 - 0.9f32.powi(self.steps));
        let rate = rate * warm;
        for id in touched {
            let from = id as usize * e;
            self.embeddings.adam(from..from + e, rate, 0.0);
        }
        for param in self.params().into_iter().skip(1) {
            param.adam(0..param.now.data.len(), rate, 0.0);
        }
        losses
    }

    fn project(&self, v: &Matrix) -> Matrix {
        let mut out = Matrix::zeros(v.height(), self.sizes.layout().end);
        for row in 0..v.height() {
            out.row_mut(row).copy_from_slice(&self.heads_bias.now.data);
        }
        out.add_product(v, &self.heads.now);
        out
    }

    /// The losses of one sentence and their gradients with respect to the heads' outputs.
    fn sentence(&mut self, item: &Item, start: usize, out: &mut Matrix, back: &mut Matrix, losses: &mut [f32; 3]) {
        let layout = self.sizes.layout();
        let n = item.rows.len();
        let (arc, label) = (self.sizes.arc, self.sizes.label);
        let mut scores = vec![0f32; n + 1];
        let mut hidden = vec![0f32; label];
        let mut hidden_back = vec![0f32; label];
        let mut named = vec![0f32; self.sizes.deprels];
        for d in 0..n {
            let at = start + d;
            // Tags.
            let range = layout.tags..layout.tags + self.sizes.tags;
            if item.tags[d] != usize::MAX {
                let mut tags = out.row(at)[range.clone()].to_vec();
                losses[0] += softmax(&mut tags, item.tags[d]);
                back.row_mut(at)[range].copy_from_slice(&tags);
            }
            // Arcs.
            self.arc_scores(out, start, n, d, &mut scores);
            losses[1] += softmax(&mut scores, item.heads[d].unwrap_or(n));
            back.row_mut(at)[layout.root] += scores[n];
            for head in (0..n).filter(|&head| head != d) {
                let error = scores[head];
                if error.abs() < 1e-6 {
                    continue;
                }
                let near = distance(d, head);
                back.data[at * layout.end + layout.near_dependent + near] += error;
                back.data[(start + head) * layout.end + layout.near_head + near] += error;
                let theirs = &out.row(start + head)[layout.head..layout.head + arc];
                let mine = &out.row(at)[layout.dependent..layout.dependent + arc];
                let to = &mut back.row_mut(at)[layout.dependent..layout.dependent + arc];
                for (to, &theirs) in to.iter_mut().zip(theirs) {
                    *to += error * theirs.max(0.0);
                }
                let to = &mut back.row_mut(start + head)[layout.head..layout.head + arc];
                for ((to, &theirs), &mine) in to.iter_mut().zip(theirs).zip(mine) {
                    *to += if theirs > 0.0 { error * mine } else { 0.0 };
                }
            }
            // Labels.
            let Some(head) = item.heads[d] else { continue };
            let head = start + head;
            let mine = &out.row(at)[layout.label_dependent..];
            let theirs = &out.row(head)[layout.label_head..];
            for ((unit, mine), theirs) in hidden.iter_mut().zip(mine).zip(theirs) {
                *unit = (mine + theirs).max(0.0);
            }
            named.copy_from_slice(&self.labels_bias.now.data);
            for (k, &unit) in hidden.iter().enumerate().filter(|&(_, &unit)| unit > 0.0) {
                named.iter_mut().zip(self.labels.now.row(k)).for_each(|(to, weight)| *to += unit * weight);
            }
            losses[2] += softmax(&mut named, item.deprels[d]);
            self.labels_bias.gradient.data.iter_mut().zip(&named).for_each(|(to, error)| *to += error);
            for k in 0..label {
                hidden_back[k] = 0.0;
                if hidden[k] > 0.0 {
                    let weights = self.labels.now.row(k);
                    hidden_back[k] = weights.iter().zip(&named).map(|(weight, error)| weight * error).sum();
                    let gradient = self.labels.gradient.row_mut(k);
                    gradient.iter_mut().zip(&named).for_each(|(to, error)| *to += error * hidden[k]);
                }
                back.data[at * layout.end + layout.label_dependent + k] += hidden_back[k];
                back.data[head * layout.end + layout.label_head + k] += hidden_back[k];
            }
        }
    }

    /// The scores of all heads for a word; the last is the root's.
    fn arc_scores(&self, out: &Matrix, start: usize, n: usize, d: usize, scores: &mut [f32]) {
        let layout = self.sizes.layout();
        let row = out.row(start + d);
        let dependent = &row[layout.dependent..layout.dependent + self.sizes.arc];
        for (head, score) in scores.iter_mut().enumerate().take(n) {
            if head == d {
                *score = f32::NEG_INFINITY;
                continue;
            }
            let other = out.row(start + head);
            let near = distance(d, head);
            let mut lanes = [0f32; 16];
            let heads = &other[layout.head..layout.head + self.sizes.arc];
            for (a, b) in dependent.as_chunks::<16>().0.iter().zip(heads.as_chunks::<16>().0) {
                for lane in 0..16 {
                    lanes[lane] += a[lane] * b[lane].max(0.0);
                }
            }
            *score = lanes.iter().sum::<f32>() + row[layout.near_dependent + near] + other[layout.near_head + near];
        }
        scores[n] = row[layout.root];
    }

    /// Tags, head scores (a row a word, the root last) and, for given heads, labels.
    pub fn predict(&self, rows: &[Vec<u32>]) -> (Vec<usize>, Vec<Vec<f32>>, Matrix) {
        let n = rows.len();
        let mut x = Matrix::zeros(n, self.sizes.embedding);
        for (at, rows) in rows.iter().enumerate() {
            for &id in rows.iter().filter(|&&id| id != u32::MAX) {
                x.row_mut(at).iter_mut().zip(self.embeddings.now.row(id as usize)).for_each(|(to, from)| *to += from);
            }
        }
        let mut v = Matrix::zeros(n, 2 * self.sizes.hidden);
        for (at, layer) in self.layers.iter().enumerate() {
            let (out, _) = self.recur(if at == 0 { &x } else { &v }, layer, &[n]);
            v.data.iter_mut().zip(&out.data).for_each(|(sum, value)| *sum += value);
        }
        let out = self.project(&v);
        let layout = self.sizes.layout();
        let tags = (0..n).map(|at| best(&out.row(at)[layout.tags..layout.tags + self.sizes.tags])).collect();
        let scores = (0..n)
            .map(|d| {
                let mut scores = vec![0.0; n + 1];
                self.arc_scores(&out, 0, n, d, &mut scores);
                scores
            })
            .collect();
        (tags, scores, out)
    }

    pub fn label(&self, out: &Matrix, d: usize, head: usize) -> usize {
        let layout = self.sizes.layout();
        let mut named = self.labels_bias.now.data.clone();
        for k in 0..self.sizes.label {
            let unit = (out.row(d)[layout.label_dependent + k] + out.row(head)[layout.label_head + k]).max(0.0);
            named.iter_mut().zip(self.labels.now.row(k)).for_each(|(to, weight)| *to += unit * weight);
        }
        best(&named)
    }

    /// All weights, the embeddings first.
    fn params(&mut self) -> Vec<&mut Param> {
        let mut params = vec![&mut self.embeddings];
        params.extend(self.layers.iter_mut().flatten());
        params.extend([&mut self.heads, &mut self.heads_bias, &mut self.labels, &mut self.labels_bias]);
        params
    }

    pub fn average(&mut self) {
        self.averaged += 1.0;
        self.params().into_iter().for_each(Param::average);
    }

    /// The weights as the shipped network takes them.
    pub fn parts(&self, tags: &[Tag], features: &[u64]) -> Parts {
        let pair = |weights: &Param, bias: &Param| [weights.now.data.clone(), bias.now.data.clone()];
        Parts {
            tags: tags.to_vec(),
            features: features.to_vec(),
            rows: self.embeddings.now.data.clone(),
            layers: self.layers.iter().map(|[weights, bias]| pair(weights, bias)).collect(),
            heads: pair(&self.heads, &self.heads_bias),
            labels: pair(&self.labels, &self.labels_bias),
            arc: self.sizes.arc,
        }
    }

    /// Replaces the weights by their averages.
    pub fn settle(&mut self) {
        let count = self.averaged;
        if count > 0.0 {
            self.params().into_iter().for_each(|param| param.settle(count));
        }
    }
}

pub fn best(scores: &[f32]) -> usize {
    let mut best = 0;
    for (at, &score) in scores.iter().enumerate() {
        if score > scores[best] {
            best = at;
        }
    }
    best
}

/// Replaces scores by the gradient of the loss `-ln p(gold)`, which it returns.
fn softmax(scores: &mut [f32], gold: usize) -> f32 {
    let largest = scores.iter().fold(f32::MIN, |max, &score| max.max(score));
    let mut total = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - largest).exp();
        total += *score;
    }
    scores.iter_mut().for_each(|score| *score /= total);
    let loss = -scores[gold].max(1e-9).ln();
    scores[gold] -= 1.0;
    loss
}

fn mask(length: usize, drop: f32, random: &mut Random) -> Vec<f32> {
    let keep = 1.0 / (1.0 - drop);
    (0..length).map(|_| if drop > 0.0 && random.unit() < drop { 0.0 } else { keep }).collect()
}

fn sum_rows(to: &mut Matrix, from: &Matrix) {
    for row in 0..from.height() {
        to.data.iter_mut().zip(from.row(row)).for_each(|(to, from)| *to += from);
    }
}
